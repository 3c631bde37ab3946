import { editDistance } from "../../grammar/text/edit-distance.ts";
import { firstFrom } from "../../grammar/text/edited-lines.ts";
import { letterCounts, lettersOf, sharedLetters } from "../../grammar/text/letter-counts.ts";
import { memoizeObject, memoizeText, once } from "../../grammar/text/memoize.ts";
import { contains, overlaps, type Span, sliceSpan, span } from "../../grammar/text/span.ts";
import { containsWord } from "../../grammar/text/text-facts.ts";
import { type Catalog, historyOf } from "../../schemas/catalog.ts";
import { sensitiveProperties } from "../../schemas/generated/sensitive-properties.ts";
import { meanings } from "../../schemas/meanings.ts";
import { looksLikeSecretName, nearlyLooksLikeSecretName } from "../../schemas/secret-names.ts";
import { suggestProperty } from "../../schemas/suggest/suggest-property.ts";
import type { Assignment } from "../model/assignment.ts";
import { valuePlace } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { Source } from "../model/source.ts";
import { locateInValue, type Value, writtenText } from "../model/value.ts";
import { commentedSecrets } from "./commented-secrets.ts";
import { furtherLines } from "./filled-in.ts";
import { isHarmless, isInClear } from "./harmless-value.ts";
import { tokensOf } from "./known-tokens.ts";
import { privateKeys } from "./private-keys.ts";
import { secretParts } from "./secret-parts.ts";
import { type HolderOf, looseSecrets } from "./unparsed-secrets.ts";
import { passwordsInLines } from "./url-credentials.ts";

/** A secret in a source: where it stands and what it is. Never to be shown. */
export interface Secret {
  readonly span: Span;
  readonly text: string;
}

/** Whether a value of this property is to be kept out of every output. */
export function isSecretProperty(property: string, catalog: Catalog): boolean {
  return holdersOf(catalog)(property) !== undefined;
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY/;

/**
 * Whether a value is a secret or has one inside, so that it is kept out of what is written for others.
 * @param name a property, or a variable of another program
 */
export function holdsSecret(name: string, value: string, catalog: Catalog): boolean {
  const holder = holdersOf(catalog)(name);
  if (holder !== undefined && !isHarmless(holder, value)) return true;
  return PRIVATE_KEY.test(value) || secretParts(name, value).length > 0;
}

/**
 * The name by whose rules the secret of a property is judged: its own, or the one that it is near to; undefined where it holds
 * none. For many properties.
 */
const holdersOf = memoizeObject((catalog: Catalog) =>
  memoizeText((property) => secretHolder(property, catalog), 20_000),
);

/** A name in other letters, or in the form of the environment, is unknown to Kong in a file; what it holds is as secret. */
function secretHolder(property: string, catalog: Catalog): string | undefined {
  const name = property.toLowerCase().replace(/^kong_/, "");
  if (sensitiveProperties.has(name)) return name;
  if (looksLikeSecretName(property)) return catalog.property(name)?.type === "boolean" ? undefined : name;
  return catalog.knows(name) || historyOf(name) !== undefined ? undefined : misspeltHolder(name, catalog);
}

/** What stands under a misspelt name is no less secret than under the one that was meant. */
function misspeltHolder(name: string, catalog: Catalog): string | undefined {
  if (nearlyLooksLikeSecretName(name)) return name;
  // To look through all names of a release takes long, and most names are far from every secret.
  const isFar = !Object.hasOwn(meanings, name) && !isLikeSecret(name);
  const meant = isFar ? undefined : suggestProperty(catalog, name);
  return meant !== undefined && sensitiveProperties.has(meant) ? meant : undefined;
}

const sensitiveNames = once(() =>
  [...sensitiveProperties].map((name) => ({ name, letters: lettersOf(name) })),
);

/** Whether a name may be near to that of a secret: no more than half of their letters differ. */
function isLikeSecret(name: string): boolean {
  const counts = letterCounts(name);
  return sensitiveNames().some((each) => {
    const longest = Math.max(name.length, each.name.length);
    if (Math.abs(name.length - each.name.length) * 2 > longest) return false;
    return sharedLetters(each.letters, counts) * 2 >= longest && editDistance(name, each.name) * 2 <= longest;
  });
}

/**
 * All secrets that stand in the source in clear text: values of sensitive properties (also under names that are near to one or
 * sound like one, commented out, in variables of other programs, and behind a forgotten `=`), passwords of URLs and before the name
 * of a host, credentials in directives of nginx, private keys, and tokens that are known by their form.
 */
export function secretsOf(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  return [...settingSecrets(unit, catalog), ...secretsAround(unit, catalog)];
}

/** The secrets in settings of a process that its own source writes. */
export function settingSecrets(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  const holderOf = holdersOf(catalog);
  return unit.assignments
    .flatMap((assignment) => {
      // What nobody wrote has no characters of its own.
      if (assignment.origin.kind === "derived") return [];
      const holder = holderOf(assignment.property);
      return holder === undefined ? partsOfSetting(unit, assignment) : wholeSetting(unit, assignment, holder);
    })
    .filter(isWritten);
}

/**
 * The secrets of a source that stand in none of its settings.
 * @param unit with the settings of all processes of the source, in the order of the source
 */
export function secretsAround(unit: ConfigUnit, catalog: Catalog): readonly Secret[] {
  const holderOf = holdersOf(catalog);
  return [
    ...commentedSecrets(unit.document, holderOf),
    ...placesIn(unit, holderOf).flatMap((place) => secretsAt(unit, place)),
  ].filter(isWritten);
}

/** The parts of secrets that a source lends to values which another source writes. */
export function lentSecrets(
  { assignments }: ConfigUnit,
  { document: { path, text } }: Source,
  catalog: Catalog,
): readonly Secret[] {
  const holderOf = holdersOf(catalog);
  return assignments.flatMap(({ property, value, rawValue, writtenValue, lineSpan }) => {
    if (value.kind !== "text" || lineSpan.source === path) return [];
    const holder = holderOf(property);
    const whole = holder !== undefined && !isHarmless(holder, writtenValue) ? [span(0, rawValue.length)] : [];
    const parts = holder === undefined ? secretParts(property, rawValue) : whole;
    return parts.flatMap((part) =>
      piecesOf(value, part).flatMap((range) => {
        const at = locateInValue(value, range);
        if (at?.source !== path) return [];
        const texts = [sliceSpan(text, at), sliceSpan(writtenText(value), range)];
        return texts.map((each) => ({ span: at, text: each })).filter(isWritten);
      }),
    );
  });
}

/** A part of a value, cut where one of its pieces ends. */
function piecesOf(value: Extract<Value, { kind: "text" }>, part: Span): readonly Span[] {
  const ranges: Span[] = [];
  let start = 0;
  for (const piece of value.pieces) {
    const end = start + piece.text.length;
    const range = span(Math.max(start, part.start), Math.min(end, part.end));
    if (range.start < range.end) ranges.push(range);
    start = end;
  }
  return ranges;
}

function isWritten({ text }: Secret): boolean {
  return text !== "";
}

/**
 * The value of a secret property, unless it is known to be harmless, with the comment after it: some programs read that as a part
 * of the value, and Kong in some releases too.
 */
function wholeSetting(unit: ConfigUnit, assignment: Assignment, holder: string): readonly Secret[] {
  const { writtenValue, writtenValueSpan, rawValueSpan } = assignment;
  const { text } = unit.document;
  // In Kong's own file a comment is a part of the raw value; elsewhere the quotes are.
  const valueEnd = unit.file === undefined ? rawValueSpan.end : writtenValueSpan.end;
  const wholeText = text.slice(rawValueSpan.start, commentEnd(unit, assignment)).trimEnd();
  const whole = span(rawValueSpan.start, rawValueSpan.start + wholeText.length);
  if (isHarmless(holder, writtenValue)) {
    const comment = span(valueEnd, Math.max(valueEnd, whole.end));
    const commentText = sliceSpan(text, comment);
    return commentText.trim() === "" ? [] : [{ span: comment, text: commentText.trim() }];
  }
  return [
    { span: whole, text: wholeText },
    { span: rawValueSpan, text: sliceSpan(text, rawValueSpan) },
    { span: writtenValueSpan, text: writtenValue },
  ];
}

/**
 * The end of a setting with the comment after it. Where a setting is a line, all that follows the value is a comment for one reader
 * or another; elsewhere other settings may follow on the line, and a comment has its sign.
 */
function commentEnd({ file, otherLines, document: { text } }: ConfigUnit, assignment: Assignment): number {
  const { rawValueSpan, span: own, lineSpan } = assignment;
  if (file !== undefined || otherLines !== undefined) return Math.max(rawValueSpan.end, lineSpan.end);
  const end = Math.max(rawValueSpan.end, own.end);
  const comment = /^["']?[ \t]+#[^\r\n]*/.exec(text.slice(end, lineSpan.end));
  return comment === null ? rawValueSpan.end : end + comment[0].length;
}

/** What is secret in the value of any other property. */
function partsOfSetting(unit: ConfigUnit, assignment: Assignment): readonly Secret[] {
  const { property, rawValue, opaque } = assignment;
  return secretParts(property, rawValue).flatMap((part) => {
    const cooked = sliceSpan(rawValue, part);
    if (opaque !== undefined && !isInClear(cooked)) return [];
    const place = valuePlace(assignment, part);
    if (place.source !== unit.document.path) return [];
    return [
      { span: place, text: sliceSpan(unit.document.text, place) },
      { span: place, text: cooked },
    ];
  });
}

/** Secrets that stand in no setting that a reader knows. */
function placesIn(unit: ConfigUnit, holderOf: HolderOf): readonly Span[] {
  const { document, assignments } = unit;
  const { text } = document;
  return [
    ...looseSecrets(unit, holderOf),
    ...(containsWord(document, "@") ? passwordsInLines(text) : []).filter((place) =>
      isInClear(sliceSpan(text, place)),
    ),
    ...privateKeys(document),
    ...tokensOf(document),
    ...assignments.flatMap(({ property, lineSpan }) =>
      holderOf(property) === undefined ? [] : furtherLines(text, lineSpan),
    ),
  ];
}

/** A secret with what a reader makes of it: what Kong takes for a name or a value has other signs in their place. */
function secretsAt({ document: { text }, assignments }: ConfigUnit, place: Span): readonly Secret[] {
  const secrets = [{ span: place, text: sliceSpan(text, place) }];
  const setting = assignments[firstFrom(assignments, nameEnd, place.start + 1)];
  if (setting !== undefined && overlaps(setting.nameSpan, place)) {
    secrets.push(
      { span: setting.nameSpan, text: setting.property },
      { span: setting.nameSpan, text: setting.writtenName },
    );
    if (contains(place, setting.rawValueSpan))
      secrets.push({ span: setting.rawValueSpan, text: setting.rawValue });
  }
  return secrets;
}

function nameEnd({ nameSpan }: Assignment): number {
  return nameSpan.end;
}
