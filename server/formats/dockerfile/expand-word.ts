import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceId } from "../../model/location.ts";
import { type Budget, type Lookup, textOfVariable, type Variable } from "../shared/script-variables.ts";
import { ValueBuilder } from "../shared/value-builder.ts";
import { replacePattern, trimPattern } from "../shell/patterns.ts";
import type { JoinedText } from "./joined-text.ts";

/** What the builder does not accept in a word. */
export interface WordFault {
  readonly kind: "unclosed-quote" | "unclosed-brace" | "unknown-operator" | "required-variable";
  readonly span: Span;
  /** A clause for people. */
  readonly detail: string;
}

/** A word as the builder reads it. */
export interface ExpandedWord {
  readonly value: ValueBuilder;
  readonly fault: WordFault | undefined;
  /** Variables without a value that were written as a bare `$name`, and so vanish from the text. */
  readonly vanished: readonly { readonly name: string; readonly span: Span }[];
}

/** What the expansion of words needs to know. */
export interface WordContext {
  readonly source: SourceId;
  /** The text of the source. */
  readonly text: string;
  readonly escapeSign: string;
  readonly lookup: Lookup;
  readonly budget: Budget;
}

const MOST_NESTING = 20;
/** Characters that no quote, operator or escape gives another meaning. */
const PLAIN = /[\w.:,;=@+?*-]*/y;
const SPECIAL = /[@*#?\-$!0]/;

/**
 * Expands a word as the builder does: quotes and escapes are taken away, variables filled in. It knows `${V:-d}`, `${V-d}`,
 * `${V:+r}`, `${V+r}`, `${V:?m}`, `${V?m}`, `${V#p}`, `${V%p}` and `${V/p/r}` (BuildKit 0.13); there is no command substitution.
 */
export function expandWord(
  joined: JoinedText,
  start: number,
  end: number,
  context: WordContext,
): ExpandedWord {
  return new WordReader(joined, start, end, context).readAll();
}

class WordReader {
  readonly #joined: JoinedText;
  readonly #text: string;
  readonly #end: number;
  readonly #context: WordContext;
  #at: number;
  #depth = 0;
  #fault: WordFault | undefined;
  readonly #vanished: { name: string; span: Span }[] = [];

  constructor(joined: JoinedText, start: number, end: number, context: WordContext) {
    this.#joined = joined;
    this.#text = joined.text;
    this.#at = start;
    this.#end = end;
    this.#context = context;
  }

  readAll(): ExpandedWord {
    const value = new ValueBuilder(this.#context.source, this.#context.text);
    this.#readUntil("", value);
    return { value, fault: this.#fault, vanished: this.#vanished };
  }

  /** Reads up to an unquoted `stop`, which is left; at the end of the word without one it reports nothing itself. */
  #readUntil(stop: string, value: ValueBuilder): void {
    while (this.#at < this.#end && this.#fault === undefined) {
      const character = this.#text[this.#at] ?? "";
      if (character === stop) return;
      if (character === "'") this.#readSingle(value);
      else if (character === '"') this.#readDouble(value);
      else if (character === "$") this.#readDollar(value);
      else if (character === this.#context.escapeSign) this.#readEscape(value);
      else this.#take(value);
    }
  }

  /** Takes the character at the cursor, and those after it that mean themselves in every place. */
  #take(value: ValueBuilder): void {
    PLAIN.lastIndex = this.#at + 1;
    const more = PLAIN.exec(this.#text)?.[0].length ?? 0;
    this.#takeUpTo(Math.min(this.#at + 1 + more, this.#end), value);
  }

  #takeUpTo(end: number, value: ValueBuilder): void {
    for (const run of this.#joined.runsOf(this.#at, end)) value.verbatim(run.text, run.at);
    this.#at = end;
  }

  #readEscape(value: ValueBuilder): void {
    const start = this.#at++;
    if (this.#at >= this.#end) return;
    value.written(this.#text[this.#at] ?? "", this.#joined.spanOf(start, start + 2));
    this.#at++;
  }

  #readSingle(value: ValueBuilder): void {
    const start = this.#at++;
    const close = this.#text.indexOf("'", this.#at);
    this.#takeUpTo(close < 0 || close > this.#end ? this.#end : close, value);
    this.#closeQuote(start, "single");
  }

  #readDouble(value: ValueBuilder): void {
    const start = this.#at++;
    while (this.#at < this.#end && this.#text[this.#at] !== '"' && this.#fault === undefined) {
      const character = this.#text[this.#at] ?? "";
      const next = this.#text[this.#at + 1] ?? "";
      const { escapeSign } = this.#context;
      if (character === "$") this.#readDollar(value);
      else if (character === escapeSign && this.#at + 1 < this.#end && ['"', "$", escapeSign].includes(next))
        this.#readEscape(value);
      else if (character === escapeSign && this.#at + 1 >= this.#end) this.#at++;
      else this.#take(value);
    }
    this.#closeQuote(start, "double");
  }

  #closeQuote(start: number, quote: string): void {
    if (this.#fault !== undefined) return;
    if (this.#at < this.#end) this.#at++;
    else
      this.#fail(
        "unclosed-quote",
        start,
        `the builder finds no end of the ${quote} quote, and the build stops`,
      );
  }

  #fail(kind: WordFault["kind"], start: number, detail: string): void {
    this.#fault ??= { kind, span: this.#joined.spanOf(start, this.#end), detail };
  }

  #readName(): string {
    const start = this.#at;
    const first = this.#text[start] ?? "";
    if (start < this.#end && /[0-9]/.test(first)) {
      while (this.#at < this.#end && /[0-9]/.test(this.#text[this.#at] ?? "")) this.#at++;
    } else if (start < this.#end && SPECIAL.test(first)) this.#at++;
    else while (this.#at < this.#end && /[\p{L}\p{Nd}_]/u.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #readDollar(value: ValueBuilder): void {
    const start = this.#at++;
    if (this.#at < this.#end && this.#text[this.#at] === "{") {
      this.#at++;
      this.#readBraces(start, value);
      return;
    }
    const name = this.#readName();
    const at = this.#joined.spanOf(start, this.#at);
    if (name === "") {
      value.verbatim("$", at.start);
      return;
    }
    const variable = this.#context.lookup(name);
    if (variable.kind === "unset") this.#vanished.push({ name, span: at });
    this.#put(variable, at, value);
  }

  #put(variable: Variable, at: Span, value: ValueBuilder): void {
    if (variable.kind === "unset") return;
    if (variable.kind !== "text") {
      value.opaque(variable.kind === "opaque" ? variable.why : "shell-variable", at);
      return;
    }
    const length = variable.pieces.reduce(
      (sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 1),
      0,
    );
    if (this.#context.budget.take(length)) value.substituted(variable.pieces, at);
    else value.opaque("shell-variable", at);
  }

  #readBraces(start: number, value: ValueBuilder): void {
    const name = this.#readName();
    const operator = this.#text[this.#at] ?? "";
    if (this.#at >= this.#end) this.#fail("unclosed-brace", start, MISSING_BRACE);
    else if (name === "")
      this.#fail("unknown-operator", start, "the builder does not know this substitution, and stops");
    else {
      this.#at++;
      const variable = this.#context.lookup(name);
      if (operator === "}") this.#put(variable, this.#joined.spanOf(start, this.#at), value);
      else this.#readOperator(start, { name, variable, operator }, value);
    }
  }

  #readOperator(
    start: number,
    { name, variable, operator }: { name: string; variable: Variable; operator: string },
    value: ValueBuilder,
  ): void {
    const colon = operator === ":";
    const kind = colon ? (this.#text[this.#at++] ?? "") : operator;
    if (this.#depth >= MOST_NESTING || !(colon ? "-+?" : "-+?#%/").includes(kind) || this.#at > this.#end) {
      this.#fail("unknown-operator", start, "the builder does not know this operator, and stops");
      return;
    }
    this.#depth++;
    if (kind === "/") this.#readReplace(start, variable, value);
    else if (kind === "#" || kind === "%") this.#readTrim(start, variable, kind, value);
    else this.#readDefault(start, { name, variable, colon, kind }, value);
    this.#depth--;
  }

  /** Reads a word up to `stop` and the stop itself; a missing one is a fault. */
  #operand(start: number, stop: string): ValueBuilder {
    const word = new ValueBuilder(this.#context.source, this.#context.text);
    this.#readUntil(stop, word);
    if (this.#at < this.#end) this.#at++;
    else this.#fail("unclosed-brace", start, MISSING_BRACE);
    return word;
  }

  #readDefault(
    start: number,
    { name, variable, colon, kind }: { name: string; variable: Variable; colon: boolean; kind: string },
    value: ValueBuilder,
  ): void {
    const vanishedBefore = this.#vanished.length;
    const word = this.#operand(start, "}");
    this.#vanished.length = vanishedBefore;
    if (this.#fault !== undefined) return;
    const at = this.#joined.spanOf(start, this.#at);
    const empty = variable.kind === "unset" || (colon && textOfVariable(variable) === "");
    if (kind === "-") {
      if (empty || variable.kind === "unknown") value.append(word);
      else this.#put(variable, at, value);
    } else if (kind === "+") {
      if (variable.kind === "unknown") value.opaque("shell-variable", at);
      else if (!empty) value.append(word);
    } else if (empty)
      this.#fail("required-variable", start, `\`${name}\` has no value here, and the build stops`);
    else this.#put(variable, at, value);
  }

  #readTrim(start: number, variable: Variable, side: "#" | "%", value: ValueBuilder): void {
    const greedy = this.#text[this.#at] === side;
    if (greedy) this.#at++;
    const pattern = this.#operand(start, "}");
    this.#putChanged(start, variable, value, (text) => {
      const by = textOfVariable({ kind: "text", pieces: pattern.pieces() });
      return by === undefined ? undefined : trimPattern(text, by, side, greedy);
    });
  }

  #readReplace(start: number, variable: Variable, value: ValueBuilder): void {
    const all = this.#text[this.#at] === "/";
    if (all) this.#at++;
    const pattern = this.#operand(start, "/");
    const replacement = this.#operand(start, "}");
    this.#putChanged(start, variable, value, (text) => {
      const from = textOfVariable({ kind: "text", pieces: pattern.pieces() });
      const to = textOfVariable({ kind: "text", pieces: replacement.pieces() });
      return from === undefined || to === undefined ? undefined : replacePattern(text, from, to, all);
    });
  }

  #putChanged(
    start: number,
    variable: Variable,
    value: ValueBuilder,
    change: (text: string) => string | undefined,
  ): void {
    if (this.#fault !== undefined) return;
    const at = this.#joined.spanOf(start, this.#at);
    const before = variable.kind === "unset" ? "" : textOfVariable(variable);
    const after = before === undefined ? undefined : change(before);
    if (after === undefined) value.opaque("shell-variable", at);
    else if (this.#context.budget.take(after.length)) value.written(after, at);
    else value.opaque("shell-variable", at);
  }
}

const MISSING_BRACE = "the builder finds no closing brace, and the build stops";

/** Half-open ranges of the words of an instruction such as ENV, quotes kept; blanks in quotes or after an escape do not split. */
export function splitWords(text: string, escapeSign: string): readonly Span[] {
  const words: Span[] = [];
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at] ?? "")) {
      at++;
      continue;
    }
    const start = at;
    let quote = "";
    for (; at < text.length; at++) {
      const character = text[at] ?? "";
      if (quote === "" && /\s/.test(character)) break;
      if (character === escapeSign && quote !== "'") at++;
      else if (quote === "" && (character === '"' || character === "'")) quote = character;
      else if (character === quote) quote = "";
    }
    words.push(span(start, Math.min(at, text.length)));
    at = Math.min(at, text.length);
  }
  return words;
}
