import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Applicability, Fix } from "../../findings/fix.ts";
import type { Assignment } from "../../model/assignment.ts";
import { valueSpan } from "./value-items.ts";

/** A character that looks like another one, or like nothing. */
export interface OddCharacter {
  readonly offset: number;
  readonly length: number;
  /** What it is called, with its number. */
  readonly name: string;
  readonly kind: "invisible" | "blank" | "sign";
  /** What the writer most likely wanted. */
  readonly plain: string;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const BLANK = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const SIGNS: Readonly<Record<string, string>> = wordTable({
  "\u2018": "'",
  "\u2019": "'",
  "\u201a": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2010": "-",
  "\u2011": "-",
  "\u2012": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\uff0c": ",",
  "\uff1a": ":",
  "\uff1b": ";",
  "\uff1d": "=",
});

const NAMES: Readonly<Record<string, string>> = wordTable({
  "\u00a0": "a no-break space",
  "\u00ad": "a soft hyphen",
  "\u200b": "a zero-width space",
  "\ufeff": "a byte order mark",
});

/** The characters of a text that look like plain ones and are not, or that cannot be seen. */
export function oddCharacters(text: string): readonly OddCharacter[] {
  const found: OddCharacter[] = [];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code < 0xa0) continue;
    const character = text[offset] ?? "";
    const kind = kindOf(character);
    if (kind === undefined) continue;
    found.push({
      offset,
      length: 1,
      name: `${NAMES[character] ?? general(kind)} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`,
      kind,
      plain: kind === "blank" ? " " : kind === "invisible" ? "" : (SIGNS[character] ?? ""),
    });
  }
  return found;
}

function kindOf(character: string): OddCharacter["kind"] | undefined {
  if (INVISIBLE.test(character)) return "invisible";
  if (BLANK.test(character)) return "blank";
  return SIGNS[character] === undefined ? undefined : "sign";
}

function general(kind: OddCharacter["kind"]): string {
  switch (kind) {
    case "invisible":
      return "an invisible character";
    case "blank":
      return "a special space";
    case "sign":
      return "a typographic sign";
  }
}

/** Offsets in the written value of every `#` that no backslash precedes. */
export function unescapedHashes({ writtenValue }: Assignment): readonly number[] {
  return [...writtenValue.matchAll(/(?<!\\)#/g)].map(({ index }) => index);
}

/** Writes `\#` for every `#` of a value, without repeating the value. */
export function escapeHashes(assignment: Assignment, applicability: Applicability): Fix {
  return {
    title: "Change to `\\#`",
    applicability,
    edits: unescapedHashes(assignment).map((at) => ({
      kind: "replace",
      span: valueSpan(assignment, at, at + 1),
      text: "\\#",
    })),
  };
}
