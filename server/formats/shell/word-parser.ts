import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Part, Quoting, Word } from "./syntax.ts";

/** Deeper substitutions are not looked into. */
const MOST_NESTING = 40;
const TAG = /\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}/y;
/** What documentation writes for a value that the reader fills in. */
export const PLACEHOLDER = /<[A-Za-z](?:[\w .:|/-]{0,60}[\w.])?>/y;
const NAME = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
const BARE = /[^ \t\n\r"'\\$`;&|()<>{#]+/y;

/** Reads words: quotes, escapes, variables, substitutions. Each step goes forward, so that time is linear in the text. */
export abstract class WordParser {
  protected readonly text: string;
  protected at: number;
  /** The first quote or brace of the command that is never closed. */
  protected unclosed: Span | undefined;
  #depth = 0;
  #joins: number[] = [];
  /** Endings that were looked for in vain are not looked for again. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith("\ufeff") ? 1 : 0;
  }

  /** Reads the commands of a substitution up to its parenthesis and returns their numbers: from, up to but not including. */
  protected abstract readInnerCommands(): readonly [number, number];

  protected skipBlanks(): boolean {
    const start = this.at;
    for (;;) {
      const character = this.text[this.at];
      if (character === " " || character === "\t") this.at++;
      else if (character === "\r" && this.text[this.at + 1] === "\n") this.at++;
      else if (character === "\\" && this.#lineBreakAt(this.at + 1) > 0)
        this.at += 1 + this.#lineBreakAt(this.at + 1);
      else return this.at > start;
    }
  }

  /** The length of the line break at an offset; 0 where there is none. */
  #lineBreakAt(offset: number): number {
    if (this.text[offset] === "\n") return 1;
    return this.text[offset] === "\r" && this.text[offset + 1] === "\n" ? 2 : 0;
  }

  protected matches(pattern: RegExp): number {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0].length ?? 0;
  }

  protected readWord(): Word {
    const start = this.at;
    const outerJoins = this.#joins;
    this.#joins = [];
    const parts: Part[] = [];
    // A continuation at the end of a word is not part of it.
    let end = start;
    while (this.at < this.text.length) {
      const character = this.text[this.at] ?? "";
      if (/[ \t\n;&|()]/.test(character) || (character === "\r" && this.text[this.at + 1] === "\n")) break;
      if (character === ">" || character === "<") {
        const placeholder = character === "<" ? this.matches(PLACEHOLDER) : 0;
        const substitution = this.text[this.at + 1] === "(" && this.at === start;
        if (placeholder > 0) this.#unknown(parts, placeholder, "template", "bare");
        else if (substitution) {
          this.at++;
          this.#readSubstitution(parts, this.at - 1, "bare");
        } else break;
      } else this.#readPart(parts, character);
      if (this.#joins.at(-1) !== this.at) end = this.at;
    }
    // A character that begins no word, such as a lone return, is one of its own: reading always goes forward.
    if (this.at === start) {
      this.at++;
      end = this.at;
      parts.push({ kind: "text", span: span(start, end), quoting: "bare" });
    }
    const joins = this.#joins.filter((join) => join < end);
    this.#joins = outerJoins;
    return { span: span(start, end), parts, joins };
  }

  #readPart(parts: Part[], character: string): void {
    const start = this.at;
    if (character === "'") this.#readSingle(parts, start, start + 1);
    else if (character === '"') this.#readDouble(parts);
    else if (character === "$") this.#readDollar(parts, "bare");
    else if (character === "`") this.#readBackquotes(parts, "bare");
    else if (character === "\\") this.#readEscape(parts);
    else if (character === "{" && this.matches(TAG) > 0)
      this.#unknown(parts, this.matches(TAG), "template", "bare");
    else {
      this.at += Math.max(1, this.matches(BARE));
      parts.push({ kind: "text", span: span(start, this.at), quoting: "bare" });
    }
  }

  #unknown(parts: Part[], length: number, why: "template", quoting: Quoting): void {
    parts.push({
      kind: "unknown",
      span: span(this.at, this.at + length),
      quoting,
      why,
      commands: undefined,
    });
    this.at += length;
  }

  #readEscape(parts: Part[]): void {
    const start = this.at;
    const lineBreak = this.#lineBreakAt(start + 1);
    if (lineBreak > 0) {
      this.at += 1 + lineBreak;
      this.#joins.push(this.at);
      return;
    }
    const character = this.text[start + 1] ?? "";
    this.at = Math.min(start + 2, this.text.length);
    parts.push({
      kind: "escape",
      span: span(start, this.at),
      quoting: "bare",
      text: character === "" ? "\\" : character,
    });
  }

  #find(sign: string, from: number): number {
    if (this.#missing.has(sign)) return -1;
    const at = this.text.indexOf(sign, from);
    if (at < 0) this.#missing.add(sign);
    return at;
  }

  #readSingle(parts: Part[], start: number, from: number): void {
    const end = this.#find("'", from);
    if (end < 0) this.unclosed ??= span(start, this.text.length);
    const close = end < 0 ? this.text.length : end;
    parts.push({ kind: "text", span: span(from, close), quoting: "single" });
    this.at = Math.min(close + 1, this.text.length);
  }

  #readAnsi(parts: Part[], start: number): void {
    let at = start + 2;
    let from = at;
    const flush = (end: number): void => {
      if (end > from) parts.push({ kind: "text", span: span(from, end), quoting: "ansi" });
    };
    for (; at < this.text.length && this.text[at] !== "'"; at++) {
      if (this.text[at] !== "\\") continue;
      flush(at);
      const next = this.text[at + 1] ?? "";
      const known: Readonly<Record<string, string>> = wordTable({
        n: "\n",
        t: "\t",
        r: "\r",
        "\\": "\\",
        "'": "'",
        '"': '"',
      });
      const text = known[next];
      if (text === undefined)
        parts.push({
          kind: "unknown",
          span: span(at, at + 2),
          quoting: "ansi",
          why: "function",
          commands: undefined,
        });
      else parts.push({ kind: "escape", span: span(at, at + 2), quoting: "ansi", text });
      at++;
      from = at + 1;
    }
    flush(Math.min(at, this.text.length));
    if (at >= this.text.length) this.unclosed ??= span(start, this.text.length);
    this.at = Math.min(at + 1, this.text.length);
  }

  #readDouble(parts: Part[]): void {
    const start = this.at++;
    // An empty pair of quotes makes a word too.
    parts.push({ kind: "text", span: span(this.at, this.at), quoting: "double" });
    this.#readQuoted(parts, '"');
    if (this.at >= this.text.length) this.unclosed ??= span(start, this.text.length);
    else this.at++;
  }

  /** Reads as between double quotes, up to an unescaped `stop`, which is left. */
  #readQuoted(parts: Part[], stop: string): void {
    let from = this.at;
    const flush = (): void => {
      if (this.at > from) parts.push({ kind: "text", span: span(from, this.at), quoting: "double" });
    };
    while (this.at < this.text.length && this.text[this.at] !== stop) {
      const character = this.text[this.at];
      if (character === "$" || character === "`") {
        flush();
        if (character === "$") this.#readDollar(parts, "double");
        else this.#readBackquotes(parts, "double");
        from = this.at;
      } else if (character === "\\") {
        flush();
        this.#readQuotedEscape(parts);
        from = this.at;
      } else if (character === "{" && this.matches(TAG) > 0) {
        flush();
        this.#unknown(parts, this.matches(TAG), "template", "double");
        from = this.at;
      } else this.at++;
    }
    flush();
  }

  #readQuotedEscape(parts: Part[]): void {
    const start = this.at;
    const lineBreak = this.#lineBreakAt(start + 1);
    const next = this.text[start + 1] ?? "";
    if (lineBreak > 0) this.at += 1 + lineBreak;
    else if (next !== "" && '"$`\\'.includes(next)) {
      this.at += 2;
      parts.push({ kind: "escape", span: span(start, start + 2), quoting: "double", text: next });
    } else {
      this.at++;
      parts.push({ kind: "text", span: span(start, start + 1), quoting: "double" });
    }
  }

  #readBackquotes(parts: Part[], quoting: Quoting): void {
    const start = this.at;
    let end = this.#find("`", start + 1);
    while (end > 0 && this.text[end - 1] === "\\") end = this.#find("`", end + 1);
    this.at = end < 0 ? this.text.length : end + 1;
    parts.push({
      kind: "unknown",
      span: span(start, this.at),
      quoting,
      why: "command-substitution",
      commands: undefined,
    });
  }

  #readDollar(parts: Part[], quoting: Quoting): void {
    const start = this.at;
    const next = this.text[start + 1] ?? "";
    if (next === "'" && quoting === "bare") {
      this.#readAnsi(parts, start);
      return;
    }
    if (next === '"' && quoting === "bare") {
      this.at++;
      this.#readDouble(parts);
      return;
    }
    this.at++;
    if (next === "(") {
      const arithmetic = this.text[start + 2] === "(" ? this.#find("))", start + 3) : -1;
      if (arithmetic < 0) {
        this.#readSubstitution(parts, start, quoting);
        return;
      }
      this.at = arithmetic + 2;
      parts.push({
        kind: "unknown",
        span: span(start, this.at),
        quoting,
        why: "function",
        commands: undefined,
      });
    } else if (next === "{" && this.matches(TAG) > 0) {
      const length = this.matches(TAG);
      parts.push({
        kind: "unknown",
        span: span(start, this.at + length),
        quoting,
        why: "template",
        commands: undefined,
      });
      this.at += length;
    } else if (next === "{") this.#readBraces(parts, start, quoting);
    else {
      NAME.lastIndex = this.at;
      const name = /\d/.test(next) ? next : (NAME.exec(this.text)?.[0] ?? "");
      this.at += name.length;
      if (name === "") parts.push({ kind: "text", span: span(start, start + 1), quoting });
      else
        parts.push({
          kind: "variable",
          span: span(start, this.at),
          quoting,
          name,
          operator: "",
          operand: [],
        });
    }
  }

  /** Reads `(…)` at the cursor as commands of their own. */
  #readSubstitution(parts: Part[], start: number, quoting: Quoting): void {
    this.at++;
    const isDeep = this.#depth >= MOST_NESTING;
    let commands: readonly [number, number] | undefined;
    if (!isDeep) {
      const outer = { unclosed: this.unclosed, joins: this.#joins };
      this.#depth++;
      commands = this.readInnerCommands();
      this.#depth--;
      this.unclosed = outer.unclosed ?? this.unclosed;
      this.#joins = outer.joins;
    }
    const at = span(start, this.at);
    parts.push({ kind: "unknown", span: at, quoting, why: "command-substitution", commands });
  }

  #readBraces(parts: Part[], start: number, quoting: Quoting): void {
    this.at++;
    const length = this.text[this.at] === "#" && /^#[A-Za-z_@*]/.test(this.text.slice(this.at, this.at + 2));
    const indirect = this.text[this.at] === "!" && /^![A-Za-z_]/.test(this.text.slice(this.at, this.at + 2));
    if (length || indirect) this.at++;
    NAME.lastIndex = this.at;
    const name = NAME.exec(this.text)?.[0] ?? "";
    this.at += name.length;
    const sign =
      /^(?::[-+=?]|##|%%|\/\/|[-+=?#%/^,:@[])/.exec(this.text.slice(this.at, this.at + 2))?.[0] ?? "";
    this.at += sign.length;
    const operand: Part[] = [];
    if (this.#depth < MOST_NESTING) {
      this.#depth++;
      this.#readOperand(operand, quoting);
      this.#depth--;
    }
    if (this.text[this.at] === "}") this.at++;
    else this.unclosed ??= span(start, this.text.length);
    const at = span(start, this.at);
    if (name === "" || length || indirect || /^(?:[\^,@[]|:)$/.test(sign))
      parts.push({ kind: "unknown", span: at, quoting, why: "shell-variable", commands: undefined });
    else parts.push({ kind: "variable", span: at, quoting, name, operator: sign, operand });
  }

  /** The word of an operator, up to the closing brace. */
  #readOperand(operand: Part[], quoting: Quoting): void {
    if (quoting === "double") {
      while (this.at < this.text.length && this.text[this.at] !== "}") {
        if (this.text[this.at] === '"') {
          this.#readDouble(operand);
          continue;
        }
        const before = this.at;
        this.#readUntilQuoteOrBrace(operand);
        if (this.at === before) break;
      }
      return;
    }
    while (this.at < this.text.length && this.text[this.at] !== "}") {
      const character = this.text[this.at] ?? "";
      const start = this.at;
      if (/["'$`\\]/.test(character)) this.#readPart(operand, character);
      else {
        while (this.at < this.text.length && !/["'$`\\}]/.test(this.text[this.at] ?? "")) this.at++;
        operand.push({ kind: "text", span: span(start, this.at), quoting: "bare" });
      }
    }
  }

  #readUntilQuoteOrBrace(operand: Part[]): void {
    const start = this.at;
    const character = this.text[start];
    if (character === "$") this.#readDollar(operand, "double");
    else if (character === "`") this.#readBackquotes(operand, "double");
    else if (character === "\\") this.#readQuotedEscape(operand);
    else {
      while (this.at < this.text.length && !/["$`\\}]/.test(this.text[this.at] ?? "")) this.at++;
      operand.push({ kind: "text", span: span(start, this.at), quoting: "double" });
    }
  }
}
