import { append } from "../../grammar/text/large-lists.ts";
import { memoizeText } from "../../grammar/text/memoize.ts";
import { type Span, sliceSpan, span } from "../../grammar/text/span.ts";
import { namesSecret } from "../../schemas/secret-names.ts";
import { readDotenvValue } from "../formats/dotenv/dotenv-value.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { furtherLines } from "./filled-in.ts";
import { isHarmless } from "./harmless-value.ts";
import { type UnparsedSetting, unparsedSettings } from "./unparsed-settings.ts";
import { withoutComment } from "./without-comment.ts";
import { wordValue } from "./word-value.ts";

/** What is not part of a value that stands alone: quotes, and what ends a list or a sentence. */
const AROUND = /^[\\"'`]+|[\\"'`,;]+$/g;
/** Ends of what a value stands in; a template has both its braces. */
const CLOSING = /["'`}\])>,;]+$/;
/** A word of a sentence: letters alone, a name in capitals, the name of a file. */
const PLAIN_WORD = /^["'`(]*(?:[A-Za-z][a-z’'_-]*|[A-Z_]+|[a-z]+(?:\.[a-z]+)+)["'`).,;:!?]*$/;
/** `password` alone begins many a sentence, `pg_password` hardly any. */
const OF_WORDS = /[A-Za-z0-9]_[A-Za-z0-9]|[a-z0-9][A-Z]/;
/** What YAML has for nothing, or for a text on the lines below. */
const NO_VALUE = /^(?:\[\]|\{\}|[|>][+-]?)$/;

/** By whose rules the value of a name is judged; undefined where it is no secret. */
export type HolderOf = (property: string) => string | undefined;

/**
 * The values of secrets that no reader takes for settings: behind a forgotten `=`, in comments of any form, in variables of other
 * programs.
 * @param holderOf asked for names that may be slips of the pen, which takes long for a name that nobody knows
 */
export function looseSecrets(unit: ConfigUnit, holderOf: HolderOf): readonly Span[] {
  const { document, assignments } = unit;
  const secrets: Span[] = [];
  let next = 0;
  for (const written of unparsedSettings(document)) {
    const setting = { ...written, value: wordValue(written, unit) ?? written.value };
    while (next < assignments.length && (assignments[next]?.lineSpan.end ?? 0) < setting.nameStart) next++;
    const assignment = assignments[next];
    // What a reader takes for a setting is judged as one; a comment behind it is not.
    if (
      assignment !== undefined &&
      assignment.lineSpan.start <= setting.nameStart &&
      setting.nameStart < Math.max(assignment.writtenValueSpan.end, assignment.rawValueSpan.start)
    )
      continue;
    const holder = holderFor(setting, unit, holderOf);
    if (holder === undefined) continue;
    const value = sliceSpan(document.text, setting.value);
    const bare = secretWithin(setting, value);
    if (bare !== "") append(secrets, furtherLines(document.text, setting.value));
    if (bare === "" || isHarmless(holder, bare)) {
      append(secrets, commentAfter(setting, document.text));
      continue;
    }
    const start = setting.value.start + value.indexOf(bare);
    const whole = setting.value === written.value ? wholeValue(setting, unit) : setting.value;
    secrets.push(whole, span(start, start + bare.length));
  }
  return secrets;
}

/** The comment after a value that is harmless: behind `=` some programs read it as a part of the value. */
function commentAfter(
  { name, nameStart, isFirst, isSigned, isComment, value }: UnparsedSetting,
  text: string,
): readonly Span[] {
  if (!isFirst || !isSigned || isComment) return [];
  const at = sliceSpan(text, value).search(/(?<![^ \t])#/);
  const isEmpty = at === 0 && !text.slice(nameStart + name.length, value.start).includes("=");
  return at === -1 || isEmpty ? [] : [span(value.start + at, value.end)];
}

/** A name that nobody knows is asked about as a slip of the pen only where a reader could have meant a setting. */
function holderFor(
  { name, isComment, isFirst }: UnparsedSetting,
  { file }: ConfigUnit,
  holderOf: HolderOf,
): string | undefined {
  if (namesSecret(name)) return name;
  const mayBeSlip = !isComment && isFirst && (file !== undefined || /^kong_/i.test(name));
  return mayBeSlip ? holderOf(name.replace(/\W/g, "_")) : undefined;
}

/** The value without what stands around it; empty for prose. */
function secretWithin({ name, isSigned, isFirst, isComment }: UnparsedSetting, value: string): string {
  const kind = (isSigned ? 4 : 0) + (isFirst ? 2 : 0) + (isComment ? 1 : 0);
  return judged(`${kind}${name} ${value}`);
}

/** Comments are much alike, and stand in the text of every keystroke. */
const judged = memoizeText((kindNameAndValue) => {
  const kind = Number(kindNameAndValue.charAt(0));
  const blank = kindNameAndValue.indexOf(" ");
  const name = kindNameAndValue.slice(1, blank);
  const value = kindNameAndValue.slice(blank + 1);
  const setting = { name, isSigned: kind >= 4, isFirst: (kind & 2) !== 0, isComment: (kind & 1) !== 0 };
  const bare = bareValue(value);
  return bare === "" || isProse(setting, value) ? "" : bare;
}, 2000);

function bareValue(value: string): string {
  const bare = withoutComment(value).replace(AROUND, "");
  if (NO_VALUE.test(bare)) return "";
  return /[{[(]|<%/.test(bare) ? bare : bare.replace(CLOSING, "");
}

/**
 * Whether a sentence begins behind the name, and no value. A sign says that it is a value, except in a comment about some `token:`;
 * of a single word nobody knows, so it counts as a value where a name of several words begins the line.
 */
function isProse(
  {
    name,
    isSigned,
    isFirst,
    isComment,
  }: Pick<UnparsedSetting, "name" | "isSigned" | "isFirst" | "isComment">,
  value: string,
): boolean {
  const isName = isFirst && OF_WORDS.test(name);
  if (isSigned ? !isComment || isName : !isComment && isName) return false;
  if (!isSigned && value.startsWith("#")) return true;
  return value.split(/[ \t]+/).length >= (isSigned || isName ? 2 : 1) && isSentence(value);
}

/** Whether a text is made of plain words alone. */
export function isSentence(text: string): boolean {
  return text.split(/[ \t]+/).every((word) => PLAIN_WORD.test(word));
}

/** The value with its further lines: between quotes in a dotenv file, joined by backslashes in a kong.conf. */
function wholeValue(setting: UnparsedSetting, { file, document: { text } }: ConfigUnit): Span {
  const { nameStart, name, value, isComment, isFirst, isSigned } = setting;
  if (isComment) return value;
  if (file !== undefined) return span(value.start, joinedEnd(text, value.end));
  const equals = text.indexOf("=", nameStart + name.length);
  if (!isFirst || !isSigned || equals === -1 || equals >= value.start) return value;
  return span(value.start, Math.max(value.end, readDotenvValue(text, equals + 1).inner.end));
}

function joinedEnd(text: string, end: number): number {
  let reached = end;
  while (text.charAt(reached - 1) === "\\") {
    const lineEnd = text.indexOf("\n", reached);
    if (lineEnd === -1) break;
    const next = text.indexOf("\n", lineEnd + 1);
    reached = lineEnd + 1 + text.slice(lineEnd + 1, next === -1 ? text.length : next).trimEnd().length;
  }
  return reached;
}
