import { wordTable } from "../../grammar/text/word-table.ts";
import { closestWord } from "./closest-word.ts";
import type { SettingsFile } from "./declaration.ts";
import { type CheckError, checkSettings as check } from "./generated/check-settings.js";
import type { ParsedSettings } from "./parse-settings.ts";
import { releaseMistakes } from "./settings-checks.ts";
import { SettingsError, type SettingsMistake } from "./settings-error.ts";

/**
 * Takes a parsed file for settings, or says what is wrong with it: unknown names with those that were most likely
 * meant, values of another kind, releases that are none.
 * @throws SettingsError with a line for each mistake, with its place
 */
export function checkSettings(parsed: ParsedSettings, shown: string): SettingsFile {
  const isSettings = check(parsed.value);
  const errors = isSettings ? [] : apart(check.errors ?? [], parsed.value);
  const mistakes = [...errors.map((error) => mistakeOf(error, parsed)), ...releaseMistakes(parsed)];
  const [first, ...others] = mistakes.sort((a, b) => orderOf(a) - orderOf(b));
  if (first !== undefined) throw new SettingsError(shown, first, others);
  return parsed.value as SettingsFile;
}

/** Where a mistake is on the way through a file. */
function orderOf({ position }: SettingsMistake): number {
  return position === undefined ? 0 : position.line * MOST_COLUMNS + position.column;
}

const MOST_COLUMNS = 1_000_000;

function mistakeOf(error: CheckError, parsed: ParsedSettings): SettingsMistake {
  const path = pathOf(error.instancePath, parsed.value);
  const unknown = unknownIn(error);
  if (unknown !== undefined)
    return {
      position: parsed.nameAt([...path, unknown]),
      what: unknownName(unknown, path, namesIn(error)),
    };
  const value = valueAt(path, parsed.value);
  return {
    position: parsed.valueAt(path),
    what: `${nameOf(path)} ${complaint(error)}${hintFor(error, value)}`,
  };
}

/** What may have been meant. */
function hintFor({ params }: CheckError, value: unknown): string {
  // In YAML `release: 3.10` is the number 3.1.
  if (params.type === "string" && typeof value === "number") return "; put it in quotes";
  if (params.allowedValues === undefined || typeof value !== "string" || value === "") return "";
  const near =
    params.allowedValues.find((word) => word.startsWith(value.toLowerCase())) ??
    closestWord(value, params.allowedValues);
  return near === undefined ? "" : `; did you mean \`${near}\`?`;
}

function unknownIn({ params, propertyName }: CheckError): string | undefined {
  return params.additionalProperty ?? propertyName;
}

/** One error for each place: the alternatives of a rule fail at the outside too, and what is inside is the reason. */
function apart(errors: readonly CheckError[], value: unknown): readonly CheckError[] {
  const found: CheckError[] = [];
  let left = errors;
  do {
    const error = mostSevere(left);
    const place = placeOf(error, value);
    found.push(error);
    left = left.filter((other) => {
      const its = placeOf(other, value);
      return !isBelow(its, place) && !isBelow(place, its) && other.keyword !== "anyOf";
    });
  } while (left.length > 0);
  return found;
}

function placeOf(error: CheckError, value: unknown): readonly (string | number)[] {
  const path = pathOf(error.instancePath, value);
  const unknown = unknownIn(error);
  return unknown === undefined ? path : [...path, unknown];
}

function isBelow(inner: readonly unknown[], outer: readonly unknown[]): boolean {
  return outer.every((step, index) => inner[index] === step);
}

/** Of all that is wrong the deepest. */
function mostSevere(errors: readonly CheckError[]): CheckError {
  const depth = (error: CheckError) =>
    error.instancePath.split("/").length + (namesIn(error).length > 0 ? 0.5 : 0);
  const best = errors
    .filter((error) => error.keyword !== "anyOf" && error.keyword !== "propertyNames")
    .reduce<CheckError | undefined>(
      (worst, error) => (worst === undefined || depth(error) > depth(worst) ? error : worst),
      undefined,
    );
  return (
    best ??
    errors[0] ?? {
      keyword: "",
      instancePath: "",
      params: {},
      message: "is invalid",
      parentSchema: undefined,
    }
  );
}

/** A JSON pointer as member names and indices. */
function pathOf(pointer: string, value: unknown): readonly (string | number)[] {
  let here = value;
  return pointer
    .split("/")
    .slice(1)
    .map((part) => {
      const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(here) ? Number(name) : name;
      here = (here as Record<string | number, unknown>)[step];
      return step;
    });
}

function valueAt(path: readonly (string | number)[], value: unknown): unknown {
  return path.reduce((here, step) => (here as Record<string | number, unknown>)[step], value);
}

function unknownName(name: string, path: readonly (string | number)[], known: readonly string[]): string {
  const what = path.at(-1) === "rules" ? "rule" : path.at(-1) === "options" ? "option" : "setting";
  const near = closestWord(name, known) ?? (what === "rule" ? sameName(name, known) : undefined);
  const hint = near === undefined ? "" : `; did you mean \`${near}\`?`;
  return `unknown ${what} \`${name}\`${hint}`;
}

/** The names that were possible where an unknown one stands; empty for errors of another kind. */
function namesIn({ params, parentSchema, propertyName }: CheckError): readonly string[] {
  if (params.additionalProperty !== undefined) return Object.keys(parentSchema?.properties ?? {});
  return propertyName !== undefined ? (params.allowedValues ?? []) : [];
}

/** The rule of that name in another group, or without one. */
function sameName(name: string, known: readonly string[]): string | undefined {
  const own = name.slice(name.lastIndexOf("/") + 1);
  return known.find((each) => each.endsWith(`/${own}`));
}

function nameOf(path: readonly (string | number)[]): string {
  return path.length === 0 ? "the file" : `\`${path.join(".")}\``;
}

function complaint(error: CheckError): string {
  const { allowedValues, type, missingProperty } = error.params;
  if (allowedValues !== undefined) return `must be one of ${allowedValues.join(", ")}`;
  if (missingProperty !== undefined) return `needs \`${missingProperty}\``;
  if (error.keyword === "maxProperties") return "must be empty: the rule has no options";
  if (error.keyword === "minItems") return "must not be empty";
  if (type !== undefined) return `must be ${ARTICLES[type] ?? type}`;
  return error.message ?? "is invalid";
}

const ARTICLES: Readonly<Record<string, string>> = wordTable({
  string: "a string",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  integer: "a whole number",
});
