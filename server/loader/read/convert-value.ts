import type { LuaScalar, LuaTable, LuaValue } from "../lua/lua-value.ts";
import { strip } from "../lua/strip.ts";
import { toNumber } from "../lua/to-number.ts";

/**
 * The text that splits a value into a table. Kong 0.9.0 splits at commas; from 0.9.1 on Kong passes a word that it
 * takes to be unlikely, which the reader searches whole but splits at any of its letters.
 */
export type Delimiter = "," | "_blank_";

/**
 * What Penlight's reader, which Kong uses for its file, makes of a value: a table where it holds the delimiter, a
 * number where all of it is one and it begins with a digit or a sign, a text otherwise. Variables of the environment
 * are not converted.
 */
export function convertValue(raw: string, delimiter: Delimiter): LuaValue {
  return raw.includes(delimiter) ? splitAtDelimiter(raw, delimiter) : convertScalar(raw);
}

function splitAtDelimiter(raw: string, delimiter: Delimiter): LuaTable {
  const pieces = raw.split(delimiter === "," ? "," : /[_blank]/);
  return pieces.filter((piece) => piece !== "").map(convertScalar);
}

/** Whether the reader tries to make a number of a text: where it begins with a digit or a sign. */
export function mayBeNumber(raw: string): boolean {
  const first = raw.charAt(0);
  return first !== "" && "+-0123456789".includes(first);
}

/** A trailing ` kB` is taken off what begins like a number. */
function convertScalar(raw: string): LuaScalar {
  if (!mayBeNumber(raw)) return strip(raw);
  const number = toNumber(raw);
  if (number !== undefined) return number;
  if (!raw.endsWith(" kB")) return strip(raw);
  const withoutUnit = raw.replaceAll(" kB", "");
  return toNumber(withoutUnit) ?? strip(withoutUnit);
}
