import type { Piece } from "../../model/value.ts";

/** What is known of a variable that a text refers to. */
export type Variable =
  | { readonly state: "set"; readonly pieces: readonly Piece[] }
  | { readonly state: "unset" }
  /** Nobody said what the shell that starts the tool holds. */
  | { readonly state: "unknown" };

export type Lookup = (name: string) => Variable;

/** The variables of the shell that starts a tool: all of them, or none known. */
export function shellLookup(shell: ReadonlyMap<string, string> | undefined): Lookup {
  return (name) => {
    if (shell === undefined) return { state: "unknown" };
    const value = shell.get(name);
    return value === undefined ? { state: "unset" } : { state: "set", pieces: literalPieces(value) };
  };
}

/** Text that no source writes. */
export function literalPieces(text: string): readonly Piece[] {
  return text === "" ? [] : [{ kind: "text", text, at: undefined, map: undefined }];
}

/**
 * The first of several lookups that has a value. A name that the first does not know and the next has is taken from the next: that is what
 * happens unless the person who runs the tool set it on purpose.
 */
export function firstOf(...lookups: readonly Lookup[]): Lookup {
  return (name) => {
    let isUnknown = false;
    for (const lookup of lookups) {
      const found = lookup(name);
      if (found.state === "set") return found;
      isUnknown ||= found.state === "unknown";
    }
    return { state: isUnknown ? "unknown" : "unset" };
  };
}

/** The variables of a map from names to pieces. */
export function mapLookup(values: ReadonlyMap<string, readonly Piece[]>): Lookup {
  return (name) => {
    const pieces = values.get(name);
    return pieces === undefined ? { state: "unset" } : { state: "set", pieces };
  };
}
