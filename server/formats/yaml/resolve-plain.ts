import { wordTable } from "../../../grammar/text/word-table.ts";
import { printGoFloat, printPythonFloat } from "./print-float.ts";
import type { YamlScalar } from "./tree.ts";

/**
 * Who gives plain scalars a type: go-yaml v3 (Compose from 2.17), go-yaml v2 (Compose 2.0–2.16), PyYAML (Compose 1),
 * and the decoder of Kubernetes (go-yaml v2 turned into JSON).
 */
export type YamlReader = "go-yaml-3" | "go-yaml-2" | "pyyaml" | "kubernetes";

/** What a reader takes a scalar for. */
export type Resolved =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "null" }
  /** `text`: as the reader prints it again where text is needed. */
  | { readonly type: "boolean" | "integer" | "float" | "timestamp"; readonly text: string }
  | { readonly type: "merge" }
  /** The tag does not fit the text, or the reader does not know it. */
  | { readonly type: "refused"; readonly why: string };

const NULLS = new Set(["", "~", "null", "Null", "NULL"]);
const TRUE_12 = new Set(["true", "True", "TRUE"]);
const FALSE_12 = new Set(["false", "False", "FALSE"]);
const words = (...each: string[]): string[] =>
  each.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]);
/** PyYAML knows neither `y` nor `n`; go-yaml v2 does. */
const TRUE_11 = new Set(words("yes", "on", "true"));
const FALSE_11 = new Set(words("no", "off", "false"));

const CORE = "tag:yaml.org,2002:";

/** What a reader takes a scalar for, by its style, its tag and, where it is plain, its text. */
export function resolveScalar(scalar: YamlScalar, reader: YamlReader): Resolved {
  const { style, text } = scalar;
  const tag = scalar.tag === undefined ? undefined : coreTag(scalar.tag);
  const isPlain = style === "plain" || style === "empty";
  // Compose takes its own tag away: it says what the value replaces, and nothing about its type.
  if (tag === undefined || (tag === "!override" && reader === "go-yaml-3"))
    return isPlain ? resolvePlain(text, reader) : { type: "text", text };
  if (tag === "str" || tag === "!") return { type: "text", text };
  if (tag.startsWith("!"))
    return reader === "pyyaml"
      ? { type: "refused", why: `the tag \`${tag}\` is not known` }
      : { type: "text", text };
  return resolveTagged(text, tag, reader);
}

/** `!!int` and `!<tag:yaml.org,2002:int>` are `int`; a tag of the file's own keeps its `!`. */
function coreTag(tag: string): string {
  if (tag.startsWith(CORE)) return tag.slice(CORE.length);
  if (tag.startsWith("!!")) return tag.slice(2);
  return tag.startsWith("!") ? tag : `!${tag}`;
}

const TAG_TYPES: Readonly<Record<string, Resolved["type"]>> = wordTable({
  bool: "boolean",
  int: "integer",
  float: "float",
  null: "null",
  timestamp: "timestamp",
});

function resolveTagged(text: string, tag: string, reader: YamlReader): Resolved {
  const wanted = TAG_TYPES[tag];
  if (wanted === undefined) return { type: "text", text };
  const resolved = resolvePlain(text, reader);
  if (wanted === "float" && resolved.type === "integer") {
    const value = Number(resolved.text);
    return { type: "float", text: reader === "pyyaml" ? printPythonFloat(value) : printGoFloat(value) };
  }
  return resolved.type === wanted
    ? resolved
    : { type: "refused", why: `\`${text}\` is not what the tag \`!!${tag}\` says` };
}

/**
 * What a reader takes a plain scalar for.
 * @param text without comment and surrounding blanks, lines folded
 */
export function resolvePlain(text: string, reader: YamlReader): Resolved {
  if (NULLS.has(text)) return { type: "null" };
  if (text === "<<") return { type: "merge" };
  switch (reader) {
    case "go-yaml-3":
      return goWord(text, TRUE_12, FALSE_12) ?? goNumber(text, true);
    case "go-yaml-2":
    case "kubernetes":
      return goBoolean11(text) ?? goNumber(text, false);
    case "pyyaml":
      // YAML 1.1 has a type of its own for it, which PyYAML does not construct.
      if (text === "=") return { type: "refused", why: "`=` alone is not a value" };
      return goWord(text, TRUE_11, FALSE_11) ?? pythonNumber(text);
  }
}

function goWord(text: string, yes: ReadonlySet<string>, no: ReadonlySet<string>): Resolved | undefined {
  if (yes.has(text)) return { type: "boolean", text: "true" };
  return no.has(text) ? { type: "boolean", text: "false" } : undefined;
}

function goBoolean11(text: string): Resolved | undefined {
  if (text === "y" || text === "Y") return { type: "boolean", text: "true" };
  if (text === "n" || text === "N") return { type: "boolean", text: "false" };
  return goWord(text, TRUE_11, FALSE_11);
}

/** The numbers of Go's `strconv` with base 0: `010`, `0o17`, `0x1F`, `0b101`, `1_000`. */
const GO_INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/;
const GO_FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const DOT_FLOAT = /^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
/** The largest integer that Go holds is unsigned with 64 bits; what is larger becomes a float. */
const MOST = 2n ** 64n - 1n;
const LEAST = -(2n ** 63n);

function goNumber(text: string, keepsTimestamps: boolean): Resolved {
  const infinite = INFINITY.exec(text);
  if (infinite !== null) return { type: "float", text: infinite[1] === "-" ? "-Inf" : "+Inf" };
  if (NOT_A_NUMBER.test(text)) return { type: "float", text: "NaN" };
  if (DOT_FLOAT.test(text)) return { type: "float", text: printGoFloat(Number(text)) };
  if (!/^[-+0-9]/.test(text)) return { type: "text", text };
  if (keepsTimestamps) {
    const time = goTimestamp(text);
    if (time !== undefined) return { type: "timestamp", text: time };
  }
  const plain = text.replaceAll("_", "");
  const integer = GO_INTEGER.test(plain) ? goInteger(plain) : undefined;
  if (integer !== undefined && integer >= LEAST && integer <= MOST)
    return { type: "integer", text: integer.toString() };
  if (GO_FLOAT.test(plain)) {
    const value = Number(plain);
    if (Number.isFinite(value)) return { type: "float", text: printGoFloat(value) };
  }
  return { type: "text", text };
}

function goInteger(plain: string): bigint {
  const sign = plain.startsWith("-") ? -1n : 1n;
  const digits = plain.replace(/^[-+]/, "");
  const octal = /^0[oO]?([0-7]+)$/.exec(digits);
  return sign * BigInt(octal === null ? digits : `0o${octal[1]}`);
}

/** The forms that go-yaml v3 takes for a point in time, and how Go prints it. */
const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9})\d*)?(Z|[-+]\d\d:\d\d)?)?$/;

function goTimestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour, minute = "0", second = "0", fraction = "", zone] = match;
  const hasZone = zone !== undefined;
  // A blank between date and time stands only without a zone, a `T` only with one.
  if (hour !== undefined && hasZone === text.includes(" ")) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!isReal || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const two = (part: string): string => part.padStart(2, "0");
  const tail = fraction.replace(/0+$/, "");
  const offset =
    zone === undefined || zone === "Z" ? "+0000 UTC" : `${zone.replace(":", "")} ${zone.replace(":", "")}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour ?? "0")}:${two(minute)}:${two(second)}${tail === "" ? "" : `.${tail}`} ${offset}`;
}

const PY_FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const PY_INTEGER =
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const PY_TIMESTAMP =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

function pythonNumber(text: string): Resolved {
  const infinite = INFINITY.exec(text);
  if (infinite !== null) return { type: "float", text: infinite[1] === "-" ? "-inf" : "inf" };
  if (NOT_A_NUMBER.test(text)) return { type: "float", text: "nan" };
  if (PY_INTEGER.test(text)) return { type: "integer", text: pythonInteger(text).toString() };
  if (PY_FLOAT.test(text)) return { type: "float", text: printPythonFloat(pythonFloat(text)) };
  return PY_TIMESTAMP.test(text) ? { type: "timestamp", text } : { type: "text", text };
}

function pythonInteger(text: string): bigint {
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = text.replaceAll("_", "").replace(/^[-+]/, "");
  if (digits.includes(":"))
    return sign * digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  const octal = /^0([0-7]+)$/.exec(digits);
  return sign * BigInt(octal === null ? digits : `0o${octal[1]}`);
}

function pythonFloat(text: string): number {
  const digits = text.replaceAll("_", "");
  if (!digits.includes(":")) return Number(digits);
  const sign = digits.startsWith("-") ? -1 : 1;
  return (
    sign *
    digits
      .replace(/^[-+]/, "")
      .split(":")
      .reduce((sum, part) => sum * 60 + Number(part), 0)
  );
}
