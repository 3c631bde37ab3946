import type { TokenType } from "chevrotain";
import { type Span, span } from "../text/span.ts";
import { type KongConfTokenTypes, kongConfLexer } from "./lexer.ts";
import { CR, continuationEnd, isBlankCode, skipBlanks } from "./scan.ts";

/**
 * What a token of kong.conf is. A `continuation` is the backslash alone; what stands between two joined lines has
 * its own tokens, and a section header or a trailing comment that is continued has one token per line.
 */
export type KongConfTokenKind =
  | "blank"
  | "line-break"
  | "comment"
  | "section"
  | "key"
  | "equals"
  | "value"
  | "trailing-comment"
  | "continuation";

export interface KongConfToken {
  readonly kind: KongConfTokenKind;
  readonly span: Span;
  readonly image: string;
}

/** All tokens of a kong.conf, blanks included: their images joined are the text, whatever the text is. */
export function tokenizeKongConf(text: string): KongConfToken[] {
  const { types, tokenize } = kongConfLexer();
  const kinds = kindsOf(types);
  const writer = new TokenWriter(text);
  for (const token of tokenize(text).tokens) {
    writer.push("blank", token.startOffset);
    writer.pushLines(kinds.get(token.tokenType) ?? "value", token.startOffset + token.image.length);
  }
  writer.push("blank", text.length);
  return writer.tokens;
}

function kindsOf(types: KongConfTokenTypes): ReadonlyMap<TokenType, KongConfTokenKind> {
  return new Map<TokenType, KongConfTokenKind>([
    [types.lineBreak, "line-break"],
    [types.comment, "comment"],
    [types.section, "section"],
    [types.keyText, "key"],
    [types.equals, "equals"],
    [types.valueText, "value"],
    [types.trailingComment, "trailing-comment"],
    [types.continuation, "continuation"],
    [types.indentedContinuation, "continuation"],
    [types.unfinished, "continuation"],
  ]);
}

class TokenWriter {
  readonly tokens: KongConfToken[] = [];
  readonly #text: string;
  #reached = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A token from the end of the last one to `end`; none when there is nothing between. */
  push(kind: KongConfTokenKind, end: number): void {
    if (end <= this.#reached) return;
    this.tokens.push({ kind, span: span(this.#reached, end), image: this.#text.slice(this.#reached, end) });
    this.#reached = end;
  }

  /** Splits a token of the lexer that covers several lines; any other becomes one token. */
  pushLines(kind: KongConfTokenKind, end: number): void {
    while (this.#reached < end) {
      const lineEnd = this.#text.indexOf("\n", this.#reached);
      if (kind === "line-break" || lineEnd === -1 || lineEnd >= end) {
        this.push(kind, end);
        return;
      }
      const backslash = this.#backOverBlanks(lineEnd) - 1;
      this.push(kind, this.#backOverBlanks(backslash));
      this.push("blank", backslash);
      this.push("continuation", backslash + 1);
      this.#pushPassedLines(Math.min(end, continuationEnd(this.#text, backslash)));
      if (kind !== "continuation") this.push("blank", skipBlanks(this.#text, this.#reached));
    }
  }

  /** The rest of the line of a backslash, and the blank and comment lines that it passes over. */
  #pushPassedLines(end: number): void {
    while (this.#reached < end) {
      const lineEnd = this.#text.indexOf("\n", this.#reached);
      const contentEnd = this.#text.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
      this.push("blank", Math.min(contentEnd, skipBlanks(this.#text, this.#reached)));
      this.push("comment", contentEnd);
      this.push("line-break", lineEnd + 1);
    }
  }

  #backOverBlanks(offset: number): number {
    let at = offset;
    while (at > this.#reached && isBlankCode(this.#text.charCodeAt(at - 1))) at--;
    return at;
  }
}
