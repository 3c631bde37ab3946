import type { Opaque, Piece } from "../../model/value.ts";

/**
 * What a variable holds while a text is read. `unknown`: it may be set from outside, so a default written beside it is the best
 * guess; `opaque`: it is set, and nobody knows to what.
 */
export type Variable =
  | {
      readonly kind: "text";
      readonly pieces: readonly Piece[];
      /** True where a default stands for a variable that may be set outside. */
      readonly guessed?: boolean;
    }
  | { readonly kind: "unset" }
  | { readonly kind: "unknown" }
  | { readonly kind: "opaque"; readonly why: Opaque };

/** Looks a variable up by its name. */
export type Lookup = (name: string) => Variable;

/** A variable with a text that no source writes. */
export function givenVariable(text: string): Variable {
  return { kind: "text", pieces: [{ kind: "text", text, at: undefined, map: undefined }] };
}

/** The text of a variable; undefined where a part of it is unknown, or it is not set. */
export function textOfVariable(variable: Variable): string | undefined {
  if (variable.kind !== "text") return undefined;
  let text = "";
  for (const piece of variable.pieces) {
    if (piece.kind === "opaque") return undefined;
    text += piece.text;
  }
  return text;
}

/**
 * Texts that variables may add to a source. A line that doubles a variable can make a text of any size; past this sum, variables
 * are unknown.
 */
export class Budget {
  #left: number;

  constructor(characters = 1_000_000) {
    this.#left = characters;
  }

  /** Whether so many characters more are allowed; if so they are taken. */
  take(characters: number): boolean {
    if (characters > this.#left) return false;
    this.#left -= characters;
    return true;
  }
}
