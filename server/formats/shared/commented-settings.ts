import { copyString } from "../../../grammar/text/copy-string.ts";
import { editedLines, firstFrom } from "../../../grammar/text/edited-lines.ts";
import { append } from "../../../grammar/text/large-lists.ts";
import { memoizeText } from "../../../grammar/text/memoize.ts";
import type { SourceText, TextFact } from "../../../grammar/text/source-text.ts";

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

interface Found {
  readonly settings: readonly CommentedSetting[];
  readonly keys: ReadonlySet<string>;
}

/** The settings of a text that are commented out, in order. After an edit only its lines are looked at again. */
export function commentedSettings(source: SourceText): readonly CommentedSetting[] {
  return source.fact(commentedFact).settings;
}

/**
 * The names that are commented out as in Kong's own file. As long as no edit changes them, the set is the same object.
 */
export function commentedKeys(source: SourceText): ReadonlySet<string> {
  return source.fact(commentedFact).keys;
}

const commentedFact: TextFact<Found> = {
  compute: ({ text }) => {
    const settings = settingsIn(text, 0);
    return { settings, keys: keysOf(settings) };
  },
  update: (old, edit, before, after) => {
    const { before: lines, delta } = editedLines(before.text, edit);
    const { start, end } = lines;
    const head = firstFrom(old.settings, valueStartOf, start);
    const tail = firstFrom(old.settings, valueStartOf, end + 1);
    const fresh = settingsIn(copyString(after.text, start, end + delta), start);
    const settings = old.settings.slice(0, head);
    append(settings, fresh);
    for (let at = tail; at < old.settings.length; at++) {
      const setting = old.settings[at];
      if (setting !== undefined) settings.push(moved(setting, delta));
    }
    const isSame = sameKeys(old.settings.slice(head, tail), fresh);
    return { settings, keys: isSame ? old.keys : keysOf(settings) };
  },
};

function keysOf(settings: readonly CommentedSetting[]): ReadonlySet<string> {
  return new Set(settings.flatMap(({ plainKey }) => plainKey ?? []));
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
const sharedName = memoizeText((name) => name, 2000);

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
