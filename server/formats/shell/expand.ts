import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceId } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import { type Budget, type Lookup, textOfVariable, type Variable } from "../shared/script-variables.ts";
import { ValueBuilder } from "../shared/value-builder.ts";
import { replacePattern, trimPattern } from "./patterns.ts";
import type { Part, Word } from "./syntax.ts";

/** A word after expansion: what the program gets as one argument. */
export interface Field {
  readonly pieces: readonly Piece[];
  /** The text with unknown parts left out. */
  readonly text: string;
  /** Whether a part is unknown. */
  readonly isOpaque: boolean;
  /** Whether a default stands for a variable that may be set outside. */
  readonly guessed: boolean;
  /** Whether all of it is one unquoted variable or substitution, which may be any number of words. */
  readonly mayBeMany: boolean;
  /** The word that it comes from; several fields may come from one. */
  readonly word: Word;
}

/** What the expansion of words needs to know. */
export interface ExpandContext {
  readonly source: SourceId;
  readonly text: string;
  readonly lookup: Lookup;
  readonly budget: Budget;
  /** What a command substitution prints, where that is known. */
  substitute(part: Extract<Part, { kind: "unknown" }>): Variable | undefined;
}

const MOST_BRACES = 32;

/** The fields that a shell makes of a word: braces, variables, splitting at blanks outside quotes, quotes taken away. */
export function expandWord(word: Word, context: ExpandContext): readonly Field[] {
  return expandBraces(word.parts, context.text).flatMap((parts) => new Expander(context, word).expand(parts));
}

/** The value of an assignment or of a quoted word: it is not split. */
export function expandWhole(word: Word, parts: readonly Part[], context: ExpandContext): Field {
  return new Expander(context, word).whole(parts);
}

class Expander {
  readonly #context: ExpandContext;
  readonly #word: Word;
  #fields: ValueBuilder[] = [];
  #current: ValueBuilder | undefined;
  #guessed = false;
  #splits = true;

  constructor(context: ExpandContext, word: Word) {
    this.#context = context;
    this.#word = word;
  }

  expand(parts: readonly Part[]): Field[] {
    const tilde = parts[0];
    for (const part of parts) this.#add(part, part === tilde);
    if (this.#current !== undefined) this.#fields.push(this.#current);
    const mayBeMany = isWholeSubstitution(parts, this.#context.text);
    return this.#fields.map((builder) => this.#field(builder.pieces(), mayBeMany));
  }

  whole(parts: readonly Part[]): Field {
    this.#splits = false;
    this.#current = new ValueBuilder(this.#context.source, this.#context.text);
    for (const [index, part] of parts.entries()) this.#add(part, index === 0);
    return this.#field(this.#current.pieces(), false);
  }

  #field(pieces: readonly Piece[], mayBeMany: boolean): Field {
    let text = "";
    let isOpaque = false;
    for (const piece of pieces) {
      if (piece.kind === "text") text += piece.text;
      else isOpaque = true;
    }
    return {
      pieces,
      text,
      isOpaque,
      guessed: this.#guessed,
      mayBeMany: mayBeMany && isOpaque,
      word: this.#word,
    };
  }

  get #builder(): ValueBuilder {
    this.#current ??= new ValueBuilder(this.#context.source, this.#context.text);
    return this.#current;
  }

  #add(part: Part, isFirst: boolean): void {
    switch (part.kind) {
      case "text":
        this.#addText(part, isFirst);
        break;
      case "escape":
        this.#builder.written(part.text, part.span);
        break;
      case "variable":
        this.#addVariable(part);
        break;
      case "unknown": {
        const known = this.#context.substitute(part);
        if (known?.kind === "text") this.#addForeign(known.pieces, part);
        else this.#builder.opaque(part.why, part.span);
      }
    }
  }

  #addText(part: Extract<Part, { kind: "text" }>, isFirst: boolean): void {
    const text = this.#context.text.slice(part.span.start, part.span.end);
    const tilde = part.quoting === "bare" ? tildeIn(text, isFirst) : -1;
    if (tilde < 0) {
      this.#builder.verbatim(text, part.span.start);
      return;
    }
    const at = part.span.start + tilde;
    this.#builder.verbatim(text.slice(0, tilde), part.span.start);
    this.#builder.opaque("shell-variable", span(at, at + 1));
    this.#builder.verbatim(text.slice(tilde + 1), at + 1);
  }

  /** What a file or a command gives keeps its own places. */
  #addForeign(pieces: readonly Piece[], part: Part): void {
    const splits = this.#splits && part.quoting === "bare";
    if (!splits) for (const piece of pieces) this.#builder.foreign(piece);
    else this.#addSplit(pieces, part.span);
  }

  #addVariable(part: Extract<Part, { kind: "variable" }>): void {
    const variable = this.#valueOf(part);
    if (variable === "operand") {
      for (const each of part.operand) this.#add(each, false);
      return;
    }
    if (variable.kind === "unset") return;
    if (variable.kind !== "text") {
      this.#builder.opaque(variable.kind === "opaque" ? variable.why : "shell-variable", part.span);
      return;
    }
    if (variable.guessed === true) this.#guessed = true;
    const length = variable.pieces.reduce(
      (sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 1),
      0,
    );
    if (!this.#context.budget.take(length)) this.#builder.opaque("shell-variable", part.span);
    else if (this.#splits && part.quoting === "bare") this.#addSplit(variable.pieces, part.span);
    else this.#builder.substituted(variable.pieces, part.span);
  }

  #addSplit(pieces: readonly Piece[], at: Span): void {
    for (const piece of pieces) {
      if (piece.kind === "opaque") {
        this.#builder.opaque(piece.why, at);
        continue;
      }
      for (const run of piece.text.match(/[ \t\n]+|[^ \t\n]+/g) ?? []) {
        if (!/^[ \t\n]/.test(run)) this.#builder.written(run, at);
        else if (this.#current !== undefined) {
          this.#fields.push(this.#current);
          this.#current = undefined;
        }
      }
    }
  }

  /** The value of `${…}`; `operand`: what is written after the operator. */
  #valueOf(part: Extract<Part, { kind: "variable" }>): Variable | "operand" {
    const variable = /^(?:\d+|[@*#?$!-])$/.test(part.name)
      ? ({ kind: "opaque", why: "shell-variable" } as const)
      : this.#context.lookup(part.name);
    const { operator } = part;
    if (operator === "") return variable;
    const empty = variable.kind === "unset" || (operator.startsWith(":") && textOfVariable(variable) === "");
    switch (operator.replace(":", "")) {
      case "-":
      case "=":
        if (variable.kind === "unknown") this.#guessed = true;
        return empty || variable.kind === "unknown" ? "operand" : variable;
      case "+":
        if (variable.kind === "unknown") return { kind: "opaque", why: "shell-variable" };
        return empty ? { kind: "unset" } : "operand";
      case "?":
        return empty ? { kind: "opaque", why: "shell-variable" } : variable;
      default:
        return this.#changed(part, variable);
    }
  }

  #changed(part: Extract<Part, { kind: "variable" }>, variable: Variable): Variable {
    const before = variable.kind === "unset" ? "" : textOfVariable(variable);
    const operand = expandWhole(this.#word, part.operand, this.#context);
    const unknown: Variable = { kind: "opaque", why: "shell-variable" };
    if (before === undefined || operand.isOpaque) return unknown;
    const after = changeText(before, part.operator, operand.text);
    if (after === undefined) return unknown;
    return { kind: "text", pieces: [{ kind: "text", text: after, at: undefined, map: undefined }] };
  }
}

function changeText(before: string, operator: string, operand: string): string | undefined {
  const side = operator[0];
  if (side === "#" || side === "%") return trimPattern(before, operand, side, operator.length > 1);
  if (side !== "/") return undefined;
  const slash = operand.indexOf("/");
  const pattern = slash < 0 ? operand : operand.slice(0, slash);
  return replacePattern(before, pattern, slash < 0 ? "" : operand.slice(slash + 1), operator.length > 1);
}

/** Whether a word is one variable or substitution that may be any number of words: outside quotes, `"$@"` or `"${list[@]}"`. */
function isWholeSubstitution(parts: readonly Part[], text: string): boolean {
  const written = parts.filter(({ span: at }) => at.end > at.start);
  const [only] = written;
  if (written.length !== 1 || (only?.kind !== "variable" && only?.kind !== "unknown")) return false;
  return (
    only.quoting === "bare" || /^\$(?:@|\{(?:@|\w+\[@\]))/.test(text.slice(only.span.start, only.span.end))
  );
}

/** The offset of a tilde that stands for a home folder: at the start of a word, or of the value of an assignment; or -1. */
function tildeIn(text: string, isFirst: boolean): number {
  if (isFirst && /^~(?:\/|$)/.test(text)) return 0;
  return isFirst ? (/^[A-Za-z_]\w*=(?=~(?:\/|:|$))/.exec(text)?.[0].length ?? -1) : -1;
}

/** `{a,b}` outside quotes makes a word for each part. */
function expandBraces(parts: readonly Part[], text: string): readonly (readonly Part[])[] {
  const found = findBraces(parts, text);
  if (found === undefined) return [parts];
  const { prefix, alternatives, suffix } = found;
  const rest = expandBraces(suffix, text);
  const made = alternatives.flatMap((alternative) =>
    rest.map((after) => [...prefix, ...alternative, ...after]),
  );
  return made.length > MOST_BRACES ? [parts] : made;
}

function findBraces(
  parts: readonly Part[],
  text: string,
): { prefix: Part[]; alternatives: Part[][]; suffix: Part[] } | undefined {
  const places: { sign: string; part: number; at: number }[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind !== "text" || part.quoting !== "bare") continue;
    for (let at = part.span.start; at < part.span.end; at++) {
      const sign = text[at] ?? "";
      if (sign === "{" || sign === "}" || sign === ",") places.push({ sign, part: index, at });
    }
    // Words of many braces are no lists that a person writes.
    if (places.length > 1000) return undefined;
  }
  const open: number[] = [];
  const commas = new Map<number, number[]>();
  for (const [index, { sign }] of places.entries()) {
    const top = open.at(-1);
    if (sign === "{") open.push(index);
    else if (sign === "," && top !== undefined) commas.set(top, [...(commas.get(top) ?? []), index]);
    else if (sign === "}" && top !== undefined) {
      open.pop();
      const inside = commas.get(top);
      if (inside !== undefined && open.length === 0) {
        const cuts = [top, ...inside, index].map((each) => places[each]?.at ?? 0);
        return cutBraces(parts, cuts);
      }
    }
  }
  return undefined;
}

function cutBraces(
  parts: readonly Part[],
  cuts: readonly number[],
): { prefix: Part[]; alternatives: Part[][]; suffix: Part[] } {
  const first = cuts[0] ?? 0;
  const last = cuts.at(-1) ?? 0;
  const alternatives = cuts.slice(1).map((cut, index) => partsBetween(parts, (cuts[index] ?? 0) + 1, cut));
  return {
    prefix: partsBetween(parts, -1, first),
    alternatives,
    suffix: partsBetween(parts, last + 1, Number.POSITIVE_INFINITY),
  };
}

/** The parts, and parts of bare texts, between two offsets. */
function partsBetween(parts: readonly Part[], start: number, end: number): Part[] {
  return parts.flatMap((part) => {
    const from = Math.max(part.span.start, start);
    const to = Math.min(part.span.end, end);
    if (part.span.start >= start && part.span.end <= end) return [part];
    if (from >= to || part.kind !== "text") return [];
    return [{ ...part, span: span(from, to) }];
  });
}
