import { overlaps, type Span, sliceSpan } from "../../grammar/text/span.ts";
import { isNoSecret } from "../../grammar/values/is-no-secret.ts";
import { type Catalog, historyOf } from "../../schemas/catalog.ts";
import { sensitiveProperties } from "../../schemas/generated/sensitive-properties.ts";
import { meanings } from "../../schemas/meanings.ts";
import { nearlySoundsSecret, soundsSecret } from "../../schemas/secret-names.ts";
import { slips } from "../../schemas/slips.ts";
import { commentedSettings } from "../inputs/commented-settings.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import { firstFrom } from "../inputs/edited-lines.ts";
import { containsWord } from "../inputs/text-facts.ts";
import type { Assignment } from "../model/assignment.ts";
import { valuePlace } from "../model/assignment.ts";
import { meantProperty } from "../rules/support/names/meant-property.ts";
import { passwordsInLines } from "./authority-passwords.ts";
import { inClear, withoutComment } from "./in-clear.ts";
import { looseSecrets } from "./loose-secrets.ts";
import { privateKeys } from "./private-keys.ts";
import { secretParts } from "./secret-parts.ts";

/** A secret in a source: where it stands and what it is. Never to be shown. */
export interface Secret {
  readonly span: Span;
  readonly text: string;
}

/** What only exists at run time is no secret; what stands there until then may be one: `${PASSWORD:-hunter2}`. */
const TEMPLATE = /^(?:\$\{(?!\w+:?[-=][^${}]).*\}|\$\w+|\{\{.*\}\}|<%.*%>|%\w+%)$/s;
/** Keys and certificates are written as paths or as the text itself; a path is no secret. */
const PATH_PROPERTY = /(?:_key|_cert|_certificate|_crt|_pem|_file|_path)$/i;
const PATH = /^\.{0,2}\/\S*$/;

/** Whether a value of this property is to be kept out of every output. */
export function isSecretProperty(property: string, catalog: Catalog): boolean {
  return holdersOf(catalog)(property) !== undefined;
}

/**
 * The name by whose rules the secret of a property is judged: its own, or the one that it is near to; undefined where it holds
 * none. For many properties.
 */
function holdersOf(catalog: Catalog): (property: string) => string | undefined {
  const known = answers.get(catalog) ?? new Map<string, string | undefined>();
  answers.set(catalog, known);
  return (property) => {
    let answer = known.get(property);
    if (answer === undefined && !known.has(property)) {
      answer = secretHolder(property, catalog);
      if (known.size < MOST_ANSWERS) known.set(property, answer);
    }
    return answer;
  };
}

/** The same names come again and again; there is no end to those that a text can hold. */
const answers = new WeakMap<Catalog, Map<string, string | undefined>>();
const MOST_ANSWERS = 2000;

/** A name in other letters, or in the form of the environment, is unknown to Kong in a file; what it holds is as secret. */
function secretHolder(property: string, catalog: Catalog): string | undefined {
  const name = property.toLowerCase().replace(/^kong_/, "");
  if (sensitiveProperties.has(name)) return name;
  if (soundsSecret(property)) return catalog.property(name)?.type === "boolean" ? undefined : name;
  return catalog.knows(name) || historyOf(name) !== undefined ? undefined : misspeltHolder(name, catalog);
}

/** What stands under a misspelt name is no less secret than under the one that was meant. */
function misspeltHolder(name: string, catalog: Catalog): string | undefined {
  if (nearlySoundsSecret(name)) return name;
  // To look through all names of a release takes long, and most names are far from every secret.
  const isFar =
    !Object.hasOwn(meanings, name) && ![...sensitiveProperties].some((each) => isAlike(name, each));
  const meant = isFar ? undefined : meantProperty(catalog, name);
  return meant !== undefined && sensitiveProperties.has(meant) ? meant : undefined;
}

/** Whether two names may be near to each other: no more than half of their letters differ. */
function isAlike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return Math.abs(a.length - b.length) * 2 <= longest && slips(a, b) * 2 <= longest;
}

/**
 * All secrets that stand in the source in clear text: values of sensitive properties (also under names that are near to one or
 * sound like one, commented out, in variables of other programs, and behind a forgotten `=`), passwords of URLs and before the name
 * of a host, credentials in directives of nginx, and private keys.
 */
export function secretsOf(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  const secrets: Secret[] = [];
  const holderOf = holdersOf(catalog);
  const text = unit.document.text;
  const add = (start: number, value: string) => {
    if (value !== "") secrets.push({ span: { start, end: start + value.length }, text: value });
  };
  for (const assignment of unit.assignments) {
    const { property, rawValue, writtenValue, opaque } = assignment;
    const holder = holderOf(property);
    if (holder !== undefined) {
      if (isLiteral(holder, opaque === undefined ? writtenValue : inClear(writtenValue))) {
        add(assignment.rawValueSpan.start, sliceSpan(text, assignment.rawValueSpan));
        secrets.push({ span: assignment.writtenValueSpan, text: writtenValue });
      }
    } else {
      for (const part of secretParts(property, rawValue)) {
        const cooked = sliceSpan(rawValue, part);
        if (opaque !== undefined && inClear(cooked) === "") continue;
        const span = valuePlace(assignment, part);
        add(span.start, sliceSpan(text, span));
        secrets.push({ span, text: cooked });
      }
    }
  }
  for (const { property, value, valueStart } of commentedSettings(unit.document)) {
    if (value === "") continue;
    const holder = holderOf(property);
    if (holder === undefined) {
      for (const part of secretParts(property, value)) add(valueStart + part.start, sliceSpan(value, part));
      continue;
    }
    const written = withoutComment(value);
    if (written === "" || !isLiteral(holder, written)) continue;
    add(valueStart, value);
    add(valueStart, written);
  }
  const places = [
    ...looseSecrets(unit, holderOf, isLiteral),
    ...(containsWord(unit.document, "@") ? passwordsInLines(text) : []).filter(
      (place) => inClear(sliceSpan(text, place)) !== "",
    ),
    ...privateKeys(unit.document),
  ];
  for (const place of places) {
    add(place.start, sliceSpan(text, place));
    // What Kong takes for a name has other signs in their place.
    const named = unit.assignments[firstFrom(unit.assignments, nameEnd, place.start + 1)];
    if (named !== undefined && overlaps(named.nameSpan, place))
      secrets.push(
        { span: named.nameSpan, text: named.property },
        { span: named.nameSpan, text: named.writtenName },
      );
  }
  return secrets;
}

function nameEnd({ nameSpan }: Assignment): number {
  return nameSpan.end;
}

function isLiteral(holder: string, value: string): boolean {
  return !isNoSecret(value) && !TEMPLATE.test(value) && !(PATH_PROPERTY.test(holder) && PATH.test(value));
}
