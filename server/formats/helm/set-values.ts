import type { Opaque } from "../../model/value.ts";
import { withValueAt } from "./merge-values.ts";
import type { HelmMap, HelmScalar, HelmValue, ValuePlace } from "./values.ts";

/** A value that `--set` writes, with the offsets of its path and its value in the text. */
interface SetValue {
  readonly path: readonly (string | number)[];
  readonly value: HelmValue;
}

/** Where the characters of a text of `--set` stand. */
export type PlaceOf = (name: Span, value: Span) => ValuePlace | undefined;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What `--set` makes of values. */
export interface SetResult {
  readonly values: HelmMap;
  /** Why Helm refuses the text. */
  readonly refused: string | undefined;
}

/**
 * Applies a text of `--set`: `a.b=c,d[0]=e,f={g,h}`; a backslash takes the meaning from a comma, a dot or a bracket.
 * @param kind `text`: that of `--set-string`, which leaves all values text
 */
export function applySet(values: HelmMap, text: string, kind: "typed" | "text", placeOf: PlaceOf): SetResult {
  const reader = new SetReader(text, kind, placeOf);
  let result = values;
  for (let next = reader.next(); next !== undefined; next = reader.next())
    result = withValueAt(result, next.path, next.value);
  return { values: result, refused: reader.refused };
}

/** Stands in a text of `--set` for characters that are known at run time only. */
export const UNKNOWN_SIGN = "\ufffc";

/** Values with one more at a path of `--set` that is known at run time only. */
export function applyUnknown(
  values: HelmMap,
  path: string,
  why: Opaque,
  place: ValuePlace | undefined,
): HelmMap {
  return markUnknown(applySet(values, `${path}=${UNKNOWN_SIGN}`, "text", () => place).values, why);
}

/** The values of which a part is {@link UNKNOWN_SIGN}, or others, as ones that are known at run time only. */
export function markUnknown(
  values: HelmMap,
  why: Opaque,
  isMarked: (value: HelmValue) => boolean = holdsSign,
): HelmMap {
  const entries = new Map<string, HelmValue>();
  for (const [key, value] of values.entries) {
    if (value.kind === "map") entries.set(key, markUnknown(value, why, isMarked));
    else entries.set(key, isMarked(value) ? { kind: "unknown", why, place: value.place } : value);
  }
  return { kind: "map", entries, place: values.place };
}

function holdsSign(value: HelmValue): boolean {
  if (value.kind === "list") return value.items.some(holdsSign);
  return value.kind === "text" && value.text.includes(UNKNOWN_SIGN);
}

/** The type that `--set` gives a value. Numbers with a leading zero, and those with a point, stay text. */
export function typedValue(text: string, place: ValuePlace | undefined): HelmScalar {
  if (/^true$/i.test(text)) return { kind: "boolean", text: "true", place };
  if (/^false$/i.test(text)) return { kind: "boolean", text: "false", place };
  if (/^null$/i.test(text)) return { kind: "null", text: "", place };
  if (text === "0" || (/^[-+]?[1-9]\d*$/.test(text) && isInt64(text)))
    return { kind: "number", text: BigInt(text).toString(), place };
  return { kind: "text", text, place };
}

function isInt64(text: string): boolean {
  if (text.length > 20) return false;
  const value = BigInt(text.replace(/^\+/, ""));
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

class SetReader {
  refused: string | undefined;
  readonly #text: string;
  readonly #kind: "typed" | "text";
  readonly #placeOf: PlaceOf;
  #at = 0;

  constructor(text: string, kind: "typed" | "text", placeOf: PlaceOf) {
    this.#text = text;
    this.#kind = kind;
    this.#placeOf = placeOf;
  }

  next(): SetValue | undefined {
    if (this.#at >= this.#text.length || this.refused !== undefined) return undefined;
    const start = this.#at;
    const path: (string | number)[] = [];
    for (;;) {
      const { text, stop } = this.#until(".[=,");
      if (text !== "" || stop !== "[") path.push(text);
      if (stop === "=") break;
      if (stop === "[") {
        if (!this.#index(path)) return undefined;
        if (this.#text.charAt(this.#at) === "=") {
          this.#at++;
          break;
        }
        if (this.#text.charAt(this.#at) === ".") this.#at++;
        continue;
      }
      if (stop === ".") continue;
      this.refused = `\`${text}\` has no value`;
      return undefined;
    }
    return { path, value: this.#value({ start, end: this.#at - 1 }) };
  }

  /** `[0]` after a name. */
  #index(path: (string | number)[]): boolean {
    const { text } = this.#until("]");
    if (!/^\d+$/.test(text)) {
      this.refused = `\`${text}\` is not an index`;
      return false;
    }
    path.push(Number(text));
    return true;
  }

  #value(name: Span): HelmValue {
    const start = this.#at;
    if (this.#text.charAt(start) === "{") return this.#list(name);
    const { text } = this.#until(",");
    const end = Math.max(start, this.#text.charAt(this.#at - 1) === "," ? this.#at - 1 : this.#at);
    const place = this.#placeOf(name, { start, end });
    return this.#kind === "text" ? { kind: "text", text, place } : typedValue(text, place);
  }

  #list(name: Span): HelmValue {
    const start = this.#at++;
    const items: HelmValue[] = [];
    for (let stop = ","; stop === ","; ) {
      const read = this.#until(",}");
      stop = read.stop;
      if (read.text === "" && stop === "}" && items.length === 0) break;
      if (stop === "") this.refused = "a list must end with `}`";
      items.push(
        this.#kind === "text"
          ? { kind: "text", text: read.text, place: undefined }
          : typedValue(read.text, undefined),
      );
    }
    const place = this.#placeOf(name, { start, end: this.#at });
    if (this.#text.charAt(this.#at) === ",") this.#at++;
    return { kind: "list", items, place };
  }

  /** The characters up to one of the signs, backslashes resolved; the sign is passed. */
  #until(signs: string): { readonly text: string; readonly stop: string } {
    let text = "";
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at++);
      if (character === "\\") text += this.#text.charAt(this.#at++);
      else if (signs.includes(character)) return { text, stop: character };
      else text += character;
    }
    return { text, stop: "" };
  }
}
