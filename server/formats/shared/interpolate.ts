import { type Span, span } from "../../../grammar/text/span.ts";
import type { Piece } from "../../model/value.ts";
import { asDefault, type Cooked, joinPieces, opaquePiece, pieceOf, textOfPieces } from "./cooked.ts";
import type { Lookup, Variable } from "./variables.ts";

/**
 * How `$` is read. `compose-2`: all operators, nested defaults, `$` before anything else stays. `compose-1`: no `+`, nothing nested, `$` before
 * anything else is refused. `python-dotenv` (environment files of Compose 1): `${NAME}` and `${NAME:-default}` only.
 */
export type Interpolation = "compose-2" | "compose-1" | "python-dotenv";

type Operator = ":-" | "-" | ":?" | "?" | ":+" | "+";

/** A part of a text with variables. Ranges are offsets of the text. */
type Part =
  | { readonly kind: "text"; readonly range: Span }
  | { readonly kind: "dollar"; readonly range: Span }
  | { readonly kind: "invalid"; readonly range: Span }
  | {
      readonly kind: "variable";
      readonly range: Span;
      readonly name: string;
      readonly braced: boolean;
      readonly operator: Operator | undefined;
      readonly word: Span;
    };

/** A variable that a text refers to, and what came of it. */
export interface VariableReference {
  readonly name: string;
  /** Within the text. */
  readonly range: Span;
  readonly braced: boolean;
  readonly state: Variable["state"];
}

/** A text with its variables filled in. */
export interface Interpolated {
  readonly pieces: readonly Piece[];
  /** Why the tool stops, and where in the text. */
  readonly refused: { readonly range: Span; readonly why: string } | undefined;
  readonly references: readonly VariableReference[];
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;
const MOST_DEPTH = 30;

/** Fills in the variables of a text. Values of variables are taken as they are: they are not filled in again. */
export function interpolate(cooked: Cooked, lookup: Lookup, dialect: Interpolation): Interpolated {
  if (!cooked.text.includes("$")) return { pieces: whole(cooked), refused: undefined, references: [] };
  const run = new Run(cooked, lookup, dialect);
  const pieces = run.fill(span(0, cooked.text.length), 0);
  return { pieces: joinPieces(pieces), refused: run.refused, references: run.references };
}

function whole(cooked: Cooked): readonly Piece[] {
  return cooked.text === "" ? [] : [pieceOf(cooked, span(0, cooked.text.length))];
}

class Run {
  readonly #cooked: Cooked;
  readonly #lookup: Lookup;
  readonly #dialect: Interpolation;
  readonly references: VariableReference[] = [];
  refused: Interpolated["refused"];

  constructor(cooked: Cooked, lookup: Lookup, dialect: Interpolation) {
    this.#cooked = cooked;
    this.#lookup = lookup;
    this.#dialect = dialect;
  }

  fill(range: Span, depth: number): Piece[] {
    return this.#parts(range).flatMap((part) => this.#evaluate(part, depth));
  }

  #parts(range: Span): Part[] {
    const { text } = this.#cooked;
    const parts: Part[] = [];
    let literal = range.start;
    let at = text.indexOf("$", range.start);
    while (at >= 0 && at < range.end) {
      const part = partAt(text, at, range.end, this.#dialect);
      if (part === undefined) {
        at = text.indexOf("$", at + 1);
        continue;
      }
      if (at > literal) parts.push({ kind: "text", range: span(literal, at) });
      parts.push(part);
      literal = part.range.end;
      at = text.indexOf("$", Math.max(literal, at + 1));
    }
    if (literal < range.end) parts.push({ kind: "text", range: span(literal, range.end) });
    return parts;
  }

  #evaluate(part: Part, depth: number): Piece[] {
    switch (part.kind) {
      case "text":
        return [pieceOf(this.#cooked, part.range)];
      case "dollar":
        return [pieceOf(this.#cooked, span(part.range.start, part.range.start + 1))];
      case "invalid":
        this.#refuse(part.range, "the text after `$` is not a variable");
        return [];
      case "variable":
        return this.#variable(part, depth);
    }
  }

  #variable(part: Part & { kind: "variable" }, depth: number): Piece[] {
    const variable = this.#lookup(part.name);
    const { name, range, braced } = part;
    this.references.push({ name, range, braced, state: variable.state });
    const text = variable.state === "set" ? textOfPieces(variable.pieces) : undefined;
    // A colon makes an empty variable count as unset.
    const isEmpty = variable.state === "set" && text === "" && part.operator?.startsWith(":") === true;
    const isMissing = variable.state === "unset" || isEmpty;
    switch (part.operator?.replace(":", "")) {
      case "-":
        return isMissing || variable.state === "unknown"
          ? this.#word(part.word, depth).map(asDefault)
          : piecesOf(variable);
      case "+":
        if (variable.state === "unknown") return [this.#opaque(range)];
        return isMissing ? [] : this.#word(part.word, depth);
      case "?":
        if (isMissing)
          this.#refuse(range, `the variable \`${name}\` must be set, and ${isEmpty ? "is empty" : "is not"}`);
        return variable.state === "unknown" ? [this.#opaque(range)] : piecesOf(variable);
      default:
        return variable.state === "unknown" ? [this.#opaque(range)] : piecesOf(variable);
    }
  }

  #word(range: Span, depth: number): Piece[] {
    if (range.end <= range.start) return [];
    if (this.#dialect !== "compose-2" || depth > MOST_DEPTH) return [pieceOf(this.#cooked, range)];
    return this.fill(range, depth + 1);
  }

  #opaque(range: Span): Piece {
    return opaquePiece(this.#cooked, range, "shell-variable");
  }

  #refuse(range: Span, why: string): void {
    this.refused ??= { range, why };
  }
}

function piecesOf(variable: Variable): Piece[] {
  return variable.state === "set" ? [...variable.pieces] : [];
}

/** The part that a `$` begins; undefined where it is a plain character. */
function partAt(text: string, at: number, end: number, dialect: Interpolation): Part | undefined {
  const next = text.charAt(at + 1);
  if (dialect === "python-dotenv") return next === "{" ? dotenvVariable(text, at, end) : undefined;
  if (at + 1 < end && next === "$") return { kind: "dollar", range: span(at, at + 2) };
  if (at + 1 < end && next === "{") return bracedVariable(text, at, end, dialect);
  NAME.lastIndex = at + 1;
  const name = at + 1 < end ? NAME.exec(text)?.[0].slice(0, end - at - 1) : undefined;
  if (name !== undefined) {
    const stop = at + 1 + name.length;
    return {
      kind: "variable",
      range: span(at, stop),
      name,
      braced: false,
      operator: undefined,
      word: span(stop, stop),
    };
  }
  return dialect === "compose-1" ? { kind: "invalid", range: span(at, Math.min(end, at + 2)) } : undefined;
}

function bracedVariable(text: string, at: number, end: number, dialect: Interpolation): Part {
  const close = dialect === "compose-2" ? closingBrace(text, at + 1, end) : text.indexOf("}", at);
  const stop = close < 0 || close >= end ? -1 : close;
  const invalid: Part = { kind: "invalid", range: span(at, stop < 0 ? end : stop + 1) };
  if (stop < 0) return invalid;
  NAME.lastIndex = at + 2;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return invalid;
  const after = at + 2 + name.length;
  const range = span(at, stop + 1);
  if (after === stop)
    return { kind: "variable", range, name, braced: true, operator: undefined, word: span(stop, stop) };
  OPERATOR.lastIndex = after;
  const operator = OPERATOR.exec(text)?.[0] as Operator | undefined;
  if (operator === undefined || after > stop || (dialect === "compose-1" && operator.endsWith("+")))
    return invalid;
  return { kind: "variable", range, name, braced: true, operator, word: span(after + operator.length, stop) };
}

/** The brace that closes the one at `open`; braces inside come in pairs. -1: there is none. */
function closingBrace(text: string, open: number, end: number): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const character = text.charAt(at);
    if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at;
  }
  return -1;
}

const DOTENV_VARIABLE = /\$\{([^}:]*)(?::-([^}]*))?\}/y;

function dotenvVariable(text: string, at: number, end: number): Part | undefined {
  DOTENV_VARIABLE.lastIndex = at;
  const match = DOTENV_VARIABLE.exec(text);
  if (match === null || at + match[0].length > end) return undefined;
  const [matched, name = "", word] = match;
  const stop = at + matched.length;
  return {
    kind: "variable",
    range: span(at, stop),
    name,
    braced: true,
    // The default holds where the variable is unset; an empty one counts as set.
    operator: word === undefined ? undefined : "-",
    word: span(stop - 1 - (word?.length ?? 0), stop - 1),
  };
}
