import { type Span, span } from "../../../grammar/text/span.ts";
import type { HclComment, HclFault } from "./tree.ts";

/** The opening of a heredoc: `<<EOF`, `<<-EOF`. */
const HEREDOC = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** A heredoc by its parts. */
export interface HeredocPlace {
  readonly isIndented: boolean;
  /** The lines between the opening and the closing word. */
  readonly inner: Span;
  readonly end: number;
}

/** Walks over an HCL text. Every step forward is made once, but for heredocs and texts that are skipped and then read. */
export class HclScanner {
  readonly text: string;
  readonly comments: HclComment[] = [];
  readonly faults: HclFault[] = [];
  at = 0;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith("\ufeff")) this.at = 1;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(ahead = 0): string {
    return this.text.charAt(this.at + ahead);
  }

  startsWith(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Goes past blanks and comments; past line breaks too, where they mean nothing. */
  skipBlanks(overLines: boolean): void {
    for (;;) {
      const character = this.peek();
      if (character === " " || character === "\t" || character === "\r") this.at++;
      else if (character === "\n" && overLines) this.at++;
      else if (character === "#" || this.startsWith("//")) this.#comment(this.#lineEnd());
      else if (this.startsWith("/*")) {
        const end = this.text.indexOf("*/", this.at + 2);
        this.#comment(end < 0 ? this.text.length : end + 2);
      } else return;
    }
  }

  #lineEnd(): number {
    const end = this.text.indexOf("\n", this.at);
    return end < 0 ? this.text.length : end;
  }

  #comment(end: number): void {
    const text = this.text.slice(this.at, end).trimEnd();
    const known = this.comments.at(-1);
    if (known === undefined || known.span.start < this.at)
      this.comments.push({ span: span(this.at, this.at + text.length), text });
    this.at = end;
  }

  /** A name at this place; undefined where there is none. The place does not change. */
  identifier(): string | undefined {
    IDENTIFIER.lastIndex = this.at;
    return IDENTIFIER.exec(this.text)?.[0];
  }

  /** The heredoc that begins here; the place does not change. */
  heredoc(): HeredocPlace | undefined {
    HEREDOC.lastIndex = this.at;
    const [opening, sign, word] = HEREDOC.exec(this.text) ?? [];
    if (opening === undefined) return undefined;
    const start = this.at + opening.length;
    for (let line = start; line < this.text.length; ) {
      const found = this.text.indexOf("\n", line);
      const end = found < 0 ? this.text.length : found;
      if (this.text.slice(line, end).trim() === word)
        return {
          isIndented: sign === "-",
          inner: span(start, line),
          end: line + this.text.slice(line, end).trimEnd().length,
        };
      line = end + 1;
    }
    this.fault(span(this.at, start), `the heredoc \`${word}\` has no end`);
    return { isIndented: sign === "-", inner: span(start, this.text.length), end: this.text.length };
  }

  /** The end of a text in quotes that begins at an offset; that of its line where there is no closing quote. */
  endOfQuoted(start: number): { readonly end: number; readonly isClosed: boolean } {
    let at = start + 1;
    while (at < this.text.length) {
      const character = this.text.charAt(at);
      if (character === '"') return { end: at + 1, isClosed: true };
      if (character === "\n") break;
      if (character === "\\") at += 2;
      else if (character !== "$" && character !== "%") at++;
      else if (this.text.startsWith(`${character}{`, at + 1)) at += 3;
      else at = this.text.charAt(at + 1) === "{" ? this.endOfFilledIn(at) : at + 1;
    }
    return { end: Math.min(at, this.text.length), isClosed: false };
  }

  /** The end of `${…}` that begins at an offset, with texts and braces inside it. */
  endOfFilledIn(start: number): number {
    let depth = 1;
    let at = start + 2;
    while (at < this.text.length && depth > 0) {
      const character = this.text.charAt(at);
      if (character === '"') {
        // Texts inside are short; a text that never ends is cut at the end of its line.
        at = this.#plainQuotedEnd(at);
        continue;
      }
      if (character === "{") depth++;
      if (character === "}") depth--;
      at++;
    }
    return at;
  }

  #plainQuotedEnd(start: number): number {
    let at = start + 1;
    while (at < this.text.length && this.text.charAt(at) !== '"' && this.text.charAt(at) !== "\n")
      at += this.text.charAt(at) === "\\" ? 2 : 1;
    return Math.min(this.text.length, at + 1);
  }

  fault(at: Span, message: string): void {
    this.faults.push({ at, message });
  }
}
