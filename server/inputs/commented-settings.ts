import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SourceDocument } from "./config-unit.ts";

/** A setting behind a comment sign: `# pg_password = old`. */
export interface CommentedSetting {
  /** As it is written. */
  readonly key: string;
  readonly value: string;
  /** The UTF-16 offset of {@link value}. */
  readonly valueStart: number;
  /** Written as Kong's own file writes its defaults: `#`, at most one blank, a name in lower case. */
  readonly isPlain: boolean;
}

/** Its parts do not reach beyond a line, so that lines can be looked at one by one. */
const COMMENTED = /^([ \t]*[#;]+[ \t]*(?:export[ \t]+)?)([A-Za-z0-9_]+)[ \t]*=[ \t]*([^\r\n]*?)[ \t]*$/gm;
const PLAIN_SIGN = /^[ \t]*#+[ \t]?$/;
const PLAIN_KEY = /^[a-z][a-z0-9_]+$/;

const known = new WeakMap<SourceDocument, readonly CommentedSetting[]>();

/** The settings of a source that are commented out, in order. They are looked for once for each source. */
export function commentedSettings(document: SourceDocument): readonly CommentedSetting[] {
  let settings = known.get(document);
  if (settings === undefined) {
    settings = settingsIn(document.text, 0);
    known.set(document, settings);
  }
  return settings;
}

/** Takes over what is known of a source before an edit, so that only the lines of the edit are looked at. */
export function carryCommentedSettings(before: SourceDocument, edit: TextEdit, after: SourceDocument): void {
  const old = known.get(before);
  if (old === undefined) return;
  const delta = after.text.length - before.text.length;
  const start = edit.span.start === 0 ? 0 : before.text.lastIndexOf("\n", edit.span.start - 1) + 1;
  const lineEnd = before.text.indexOf("\n", edit.span.end);
  const end = lineEnd === -1 ? before.text.length : lineEnd;
  const head = firstFrom(old, start);
  const tail = firstFrom(old, end + 1);
  const settings = old.slice(0, head);
  settings.push(...settingsIn(after.text.slice(start, end + delta), start));
  for (let at = tail; at < old.length; at++) {
    const { key, value, valueStart, isPlain } = old[at] as CommentedSetting;
    settings.push({ key, value, valueStart: valueStart + delta, isPlain });
  }
  known.set(after, settings);
}

function settingsIn(text: string, offset: number): CommentedSetting[] {
  const settings: CommentedSetting[] = [];
  for (const match of text.matchAll(COMMENTED)) {
    const [whole, sign = "", key = "", value = ""] = match;
    settings.push({
      key,
      value,
      valueStart: offset + match.index + whole.trimEnd().length - value.length,
      isPlain: PLAIN_SIGN.test(sign) && PLAIN_KEY.test(key),
    });
  }
  return settings;
}

/** The index of the first setting whose value begins at `offset` or behind. */
function firstFrom(settings: readonly CommentedSetting[], offset: number): number {
  let low = 0;
  let high = settings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((settings[middle]?.valueStart ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
