import { type Span, sliceSpan } from "../../grammar/text/span.ts";
import { isNoSecret } from "../../grammar/values/is-no-secret.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { jsonSecretHolders } from "../../schemas/json-secret-holders.ts";
import type { Assignment } from "../inputs/assignment.ts";
import { commentedSettings } from "../inputs/commented-settings.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";

/** A secret in a source: where it stands and what it is. Never to be shown. */
export interface Secret {
  readonly span: Span;
  readonly text: string;
}

/** Words of a name that holds a secret whatever program it belongs to. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  "password passwd pass pwd secret secrets token credential credentials apikey license".split(" "),
);
/** Words that make such a name with `key` behind them. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["api", "access", "private", "encrypt"]);
/** Last words of names that have one of those and hold no secret. */
const HARMLESS_ENDS: ReadonlySet<string> = new Set(
  "path file length ttl header type complexity url expiration rotation exp attempts".split(" "),
);

/** A password in the authority of a URL: `http://user:password@host`. */
const URL_PASSWORD = /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/gi;

/** What only exists at run time is no secret. */
const TEMPLATE = /^(?:\$\{.*\}|\$\w+|\{\{.*\}\}|<%.*%>|%\w+%)$/s;
/** The parts of a value that something else fills in; what is left beside them is written in clear text. */
const FILLED_IN =
  /\$\{[^}]*\}|\$\(.*\)|`.*`|\$\w+|\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|<%.*?(?:%>|$)|%\w+%|@\w+@|__\w+__/gs;

/** Keys and certificates are written as paths or as the text itself; a path is no secret. */
const PATH_PROPERTY = /(?:_key|_cert|_certificate|_crt|_pem|_file|_path)$/i;
const PATH = /^\.{0,2}\/\S*$/;

/** Whether a value of this property is to be kept out of every output. */
export function isSecretProperty(property: string, catalog: Catalog): boolean {
  return secretTest(catalog)(property);
}

/** {@link isSecretProperty} for many properties. */
function secretTest(catalog: Catalog): (property: string) => boolean {
  const known = answers.get(catalog) ?? new Map<string, boolean>();
  answers.set(catalog, known);
  return (property) => {
    let answer = known.get(property);
    if (answer === undefined) {
      answer = soundsSecret(property, catalog);
      if (known.size < MOST_ANSWERS) known.set(property, answer);
    }
    return answer;
  };
}

/** The same names come again and again; there is no end to those that a text can hold. */
const answers = new WeakMap<Catalog, Map<string, boolean>>();
const MOST_ANSWERS = 2000;

/** A name in other letters, or in the form of the environment, is unknown to Kong in a file; what it holds is as secret. */
function soundsSecret(property: string, catalog: Catalog): boolean {
  const name = property.toLowerCase().replace(/^kong_/, "");
  const definition = catalog.property(name);
  if (definition?.sensitive === true || jsonSecretHolders.has(name)) return true;
  const words = name.split("_");
  if (words.length > 1 && HARMLESS_ENDS.has(words.at(-1) ?? "")) return false;
  return words.some(isSecretWord) && definition?.type !== "boolean";
}

function isSecretWord(word: string, index: number, words: readonly string[]): boolean {
  return SECRET_WORDS.has(word) || (SECRET_KEYS.has(word) && words[index + 1] === "key");
}

/**
 * All secrets that stand in the source in clear text: values of sensitive properties (also under unknown names that
 * sound like one, and in settings that are commented out), and passwords inside URLs.
 */
export function secretsOf(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  const secrets: Secret[] = [];
  const isSecret = secretTest(catalog);
  const text = unit.document.text;
  const add = (start: number, value: string) => {
    if (value !== "") secrets.push({ span: { start, end: start + value.length }, text: value });
  };
  for (const assignment of unit.assignments) {
    if (isSecret(assignment.property)) {
      if (isLiteral(assignment.property, inClear(assignment.writtenValue, assignment.opaque))) {
        add(assignment.rawValueSpan.start, sliceSpan(text, assignment.rawValueSpan));
        secrets.push({ span: assignment.writtenValueSpan, text: assignment.writtenValue });
      }
    } else {
      if (!assignment.rawValue.includes("://")) continue;
      for (const match of sliceSpan(text, assignment.rawValueSpan).matchAll(URL_PASSWORD)) {
        const password = match[1] ?? "";
        if (inClear(password, assignment.opaque) === "") continue;
        add(assignment.rawValueSpan.start + match.index + match[0].length - 1 - password.length, password);
      }
    }
  }
  for (const { property, value, valueStart } of commentedSettings(unit.document)) {
    if (value !== "" && isSecret(property) && isLiteral(property, value)) add(valueStart, value);
  }
  return secrets;
}

function isLiteral(property: string, value: string): boolean {
  return !isNoSecret(value) && !TEMPLATE.test(value) && !(PATH_PROPERTY.test(property) && PATH.test(value));
}

/** What stands in clear text of a value that something else may fill in, such as `hunter2` of `hunter2${SUFFIX}`; signs alone are nothing. */
function inClear(value: string, opaque: Assignment["opaque"]): string {
  if (opaque === undefined) return value;
  const rest = value.replace(FILLED_IN, "");
  return /[\p{L}\p{N}]/u.test(rest) ? rest : "";
}
