import { wordTable } from "../../grammar/text/word-table.ts";
import { closestWord } from "./closest-word.ts";
import type { SettingsFile } from "./declaration.ts";
import { type CheckError, checkSettings as check } from "./generated/check-settings.js";
import type { ParsedSettings } from "./parse-settings.ts";
import { settingsError } from "./settings-error.ts";

/**
 * Takes a parsed file for settings, or says what is wrong with it: an unknown name with the one that was most likely
 * meant, a value of another kind.
 * @throws UserError in one line with the place
 */
export function checkSettings(parsed: ParsedSettings, shown: string): SettingsFile {
  if (check(parsed.value)) return parsed.value as SettingsFile;
  const error = mostSevere(check.errors ?? []);
  const path = pathOf(error.instancePath, parsed.value);
  const unknown = error.params.additionalProperty ?? error.propertyName;
  if (unknown !== undefined) {
    const place = [...path, unknown];
    throw settingsError(shown, parsed.nameAt(place), unknownName(unknown, path, namesIn(error)));
  }
  // In YAML `release: 3.10` is the number 3.1.
  const isNumber = error.params.type === "string" && typeof valueAt(path, parsed.value) === "number";
  const hint = isNumber ? "; put it in quotes" : "";
  throw settingsError(shown, parsed.valueAt(path), `${nameOf(path)} ${complaint(error)}${hint}`);
}

/** Of all that is wrong the deepest: the alternatives of a rule fail at the outside too. */
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
