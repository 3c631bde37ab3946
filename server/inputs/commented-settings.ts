import { detached } from "../../grammar/text/detached.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SourceDocument } from "../model/source-document.ts";
import { editedLines, firstFrom } from "./edited-lines.ts";
import { LastAnswers } from "./last-answers.ts";

/** A setting behind a comment sign: `# pg_password = old`. */
export interface CommentedSetting {
  /** The name Kong would look up: in lower case and without `KONG_`. */
  readonly property: string;
  readonly value: string;
  /** The UTF-16 offset of {@link value}. */
  readonly valueStart: number;
  /** The key where it is written as Kong's own file writes its defaults: `#`, at most one blank, a name in lower case. */
  readonly plainKey: string | undefined;
}

/** Its parts do not reach beyond a line, so that lines can be looked at one by one. */
const COMMENTED = /^([ \t]*[#;]+[ \t]*(?:export[ \t]+)?)([A-Za-z0-9_]+)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*$/gm;
const PLAIN_SIGN = /^[ \t]*#+[ \t]?$/;
const PLAIN_KEY = /^[a-z][a-z0-9_]+$/;

/** An editor has a few documents in hand. */
const DOCUMENTS = 4;

interface Found {
  readonly settings: readonly CommentedSetting[];
  keys: ReadonlySet<string> | undefined;
}

const known = new LastAnswers<SourceDocument, Found>(DOCUMENTS);

/** The settings of a source that are commented out, in order. They are looked for once for each source. */
export function commentedSettings(document: SourceDocument): readonly CommentedSetting[] {
  return foundIn(document).settings;
}

/**
 * The names that stand in comments as they do in Kong's own file. As long as no edit changes them, the set is the same
 * object.
 */
export function commentedKeys(document: SourceDocument): ReadonlySet<string> {
  const found = foundIn(document);
  found.keys ??= new Set(found.settings.flatMap(({ plainKey }) => plainKey ?? []));
  return found.keys;
}

/** Takes over what is known of a source before an edit, so that only the lines of the edit are looked at. */
export function carryCommentedSettings(before: SourceDocument, edit: TextEdit, after: SourceDocument): void {
  const old = known.get(before);
  if (old === undefined) return;
  const { before: lines, delta } = editedLines(before.text, edit);
  const { start, end } = lines;
  const head = firstFrom(old.settings, valueStartOf, start);
  const tail = firstFrom(old.settings, valueStartOf, end + 1);
  const fresh = settingsIn(detached(after.text, start, end + delta), start);
  const settings = old.settings.slice(0, head);
  settings.push(...fresh);
  for (let at = tail; at < old.settings.length; at++) {
    const setting = old.settings[at];
    if (setting !== undefined) settings.push(moved(setting, delta));
  }
  const isSame = sameKeys(old.settings.slice(head, tail), fresh);
  known.replace(before, after, { settings, keys: isSame ? old.keys : undefined });
}

function foundIn(document: SourceDocument): Found {
  let found = known.get(document);
  if (found === undefined) {
    found = { settings: settingsIn(document.text, 0), keys: undefined };
    known.set(document, found);
  }
  return found;
}

function settingsIn(text: string, offset: number): CommentedSetting[] {
  const settings: CommentedSetting[] = [];
  for (const match of text.matchAll(COMMENTED)) {
    const [whole, sign = "", key = "", value = ""] = match;
    settings.push({
      property: sharedName(key.toLowerCase().replace(/^kong_/, "")),
      value,
      valueStart: offset + match.index + whole.trimEnd().length - value.length,
      plainKey: PLAIN_SIGN.test(sign) && PLAIN_KEY.test(key) ? key : undefined,
    });
  }
  return settings;
}

/** One string for one name: whoever looks up thousands of names finds it without comparing letters. */
function sharedName(name: string): string {
  const shared = names.get(name);
  if (shared !== undefined) return shared;
  // The name must not hold on to the text it was cut out of.
  const own = detached(name, 0, name.length);
  if (names.size < MOST_NAMES) names.set(own, own);
  return own;
}

/** There is no end to the names that a text can hold. */
const MOST_NAMES = 2000;
const names = new Map<string, string>();

function moved(setting: CommentedSetting, by: number): CommentedSetting {
  if (by === 0) return setting;
  const { property, value, valueStart, plainKey } = setting;
  return { property, value, valueStart: valueStart + by, plainKey };
}

function sameKeys(a: readonly CommentedSetting[], b: readonly CommentedSetting[]): boolean {
  return a.length === b.length && a.every(({ plainKey }, at) => plainKey === b[at]?.plainKey);
}

function valueStartOf({ valueStart }: CommentedSetting): number {
  return valueStart;
}
