import type { Alternative, ArgumentGrammar, Term } from "./parse-grammar.ts";

/** Why arguments do not match a grammar. */
export interface Mismatch {
  /** The place of the first argument that does not fit; the number of arguments where some are missing. */
  readonly place: number;
  /** What could be there. */
  readonly expected: readonly Term[];
}

/** Which type each argument is read as, or why they do not fit. */
export type Match = { readonly types: readonly (string | undefined)[] } | { readonly mismatch: Mismatch };

/** Whether a text is of a type. */
export type FitsType = (type: string, text: string) => boolean;

/** Matches arguments with a grammar. Of several failures the one at the furthest argument is told. */
export function matchArguments(grammar: ArgumentGrammar, given: readonly string[], fits: FitsType): Match {
  let mismatch: Mismatch = { place: -1, expected: [] };
  const note = (place: number, expected: readonly Term[]): undefined => {
    if (place > mismatch.place) mismatch = { place, expected };
    else if (place === mismatch.place) mismatch = { place, expected: [...mismatch.expected, ...expected] };
    return undefined;
  };
  for (const alternative of grammar) {
    const types = matchAlternative(alternative, given, fits, note);
    if (types !== undefined) return { types };
  }
  return { mismatch };
}

type Note = (place: number, expected: readonly Term[]) => undefined;
type Types = readonly (string | undefined)[];

function matchAlternative(
  { terms, options }: Alternative,
  given: readonly string[],
  fits: FitsType,
  note: Note,
): Types | undefined {
  const walk = (term: number, place: number): Types | undefined => {
    const wanted = terms[term];
    if (wanted === undefined) return matchOptions(options, given, place, fits, note);
    const { quantity } = wanted;
    const mayRest = quantity === "optional" || quantity === "any";
    const text = given[place];
    if (text !== undefined && fitsTerm(wanted, text, fits)) {
      const again = quantity === "some" || quantity === "any";
      const rest =
        (again ? walkAgain(term, place + 1) : undefined) ?? (again ? undefined : walk(term + 1, place + 1));
      if (rest !== undefined) return [typeOf(wanted), ...rest];
    } else {
      note(place, [wanted]);
      if (text !== undefined && isMeant(wanted, text)) return undefined;
    }
    return mayRest ? walk(term + 1, place) : undefined;
  };
  /** After the first of several: another one, or what follows. */
  const walkAgain = (term: number, place: number): Types | undefined => {
    const wanted = terms[term];
    const text = given[place];
    if (wanted !== undefined && text !== undefined && fitsTerm(wanted, text, fits)) {
      const more = walkAgain(term, place + 1);
      if (more !== undefined) return [typeOf(wanted), ...more];
    }
    return walk(term + 1, place);
  };
  return walk(0, 0);
}

function matchOptions(
  options: readonly Term[],
  given: readonly string[],
  start: number,
  fits: FitsType,
  note: Note,
): Types | undefined {
  const missing = new Set(options.filter(({ quantity }) => quantity === "required"));
  const types: (string | undefined)[] = [];
  for (let place = start; place < given.length; place++) {
    const text = given[place] ?? "";
    const meant = options.filter((option) => isMeant(option, text));
    const found = (meant.length > 0 ? meant : options).find((option) => fitsTerm(option, text, fits));
    if (found === undefined) return note(place, meant.length > 0 ? meant : options);
    missing.delete(found);
    types.push(typeOf(found));
  }
  return missing.size === 0 ? types : note(given.length, [...missing]);
}

function typeOf(term: Term): string | undefined {
  return term.kind === "type" ? term.type : undefined;
}

function fitsTerm(term: Term, text: string, fits: FitsType): boolean {
  if (term.kind === "word") return text === term.word;
  return text.startsWith(term.prefix) && fits(term.type, text.slice(term.prefix.length));
}

/** A prefix decides what an argument is meant as, whatever follows. */
function isMeant(term: Term, text: string): boolean {
  return term.kind === "type" && term.prefix !== "" && text.startsWith(term.prefix);
}
