import { copyString } from "../../grammar/text/copy-string.ts";
import { editedLines, firstFrom } from "../../grammar/text/edited-lines.ts";
import { append } from "../../grammar/text/large-lists.ts";
import type { SourceText, TextFact } from "../../grammar/text/source-text.ts";
import { type Span, span } from "../../grammar/text/span.ts";
import { namesSecret } from "../../schemas/secret-names.ts";

/**
 * A name that may be that of a secret, with something behind it that looks like its value, whether or not a reader takes it for a
 * setting: `pg_password: x` in
 * a kong.conf, `# docker run -e KONG_PG_PASSWORD=x`, `export redis_password x`.
 */
export interface UnparsedSetting {
  /** As it is written. */
  readonly name: string;
  readonly nameStart: number;
  /** The rest of the line. */
  readonly value: Span;
  /** A sign stands between the two, and not only blanks. */
  readonly isSigned: boolean;
  /** The line begins with the name, but for a comment sign, `export` and the like. */
  readonly isFirst: boolean;
  readonly isComment: boolean;
}

/** A name, not in the middle of a word: `pg_password`, `--password`, `"redis.password"`. */
const NAME = String.raw`(?<![\w./-])-{0,2}([A-Za-z_](?:[\w.-]*\w)?)\\?["'\x60\]]?`;
const SIGNED = new RegExp(`${NAME}[ \\t]*(?:=>|->|:=|==?|:|>)[ \\t]*\\\\?["'\\x60]?(?=[^\\s"'\\x60])`, "g");
const SPACED = new RegExp(`${NAME}[ \\t]+(?!->)(?=[^\\s=:>])`, "g");
const FIRST_SPACED = new RegExp(SPACED.source, "y");
const OPTION = /(?<!\S)--?([A-Za-z][\w.-]*)[ \t]+(?=[^\s=:>-])/g;
/** A variable of a list, with name and value on one line: `{ "name": "pg_password", "value": "x" }`. */
const PAIR =
  /(?<=\bname["']?[ \t]*[:=][ \t]*["']?)([A-Za-z_][\w.-]*)["']?[ \t]*,[ \t]*["']?value["']?[ \t]*[:=][ \t]*["']?(?=[^\s"'])/gi;
/** Behind the sign of a setting blanks part the words of a value. */
const SETTING = /^\ufeff?[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*=/;
/** A variable of a script is a name where something is put into it, and elsewhere what something else fills in. */
const FILLED_IN = /[$%]\{?$/;
/** What may stand on a line before the name of a setting. */
const LEAD = /^\ufeff?[ \t]*(?:[#;]+[ \t]*)?(?:(?:[-*]|export|set|setenv|env|ENV|ARG|SET)[ \t]+)*["'`{[<$]*/;
const COMMENT = /^\ufeff?[ \t]*[#;]/;
/** A comment of the usual form, which {@link commentedSettings} finds. */
const COMMENTED_SETTING = /^[ \t]*[#;]+[ \t]*(?:export[ \t]+)?\w+[ \t]*=/;
/** What is in the name of every secret, also where one letter is wrong; most comments have none of it. */
const SECRET_STEM =
  /pas|word|secr|cret|tok|oken|cred|tial|licen|key|auth|pat|pw|psk|jwt|dsn|hmac|salt|proxy_server|_conf|_json|config_string/i;

/** What looks like a setting, line by line, in order. After an edit only its lines are looked at again. */
export function unparsedSettings(source: SourceText): readonly UnparsedSetting[] {
  return source.fact(looseSettingsFact);
}

const looseSettingsFact: TextFact<readonly UnparsedSetting[]> = {
  compute: ({ text }) => settingsIn(text, 0),
  update: (old, edit, before, after) => {
    const { before: lines, delta } = editedLines(before.text, edit);
    const head = firstFrom(old, nameStartOf, lines.start);
    const tail = firstFrom(old, nameStartOf, lines.end + 1);
    const settings = old.slice(0, head);
    append(settings, settingsIn(after.text.slice(lines.start, lines.end + delta), lines.start));
    for (let at = tail; at < old.length; at++) {
      const setting = old[at];
      if (setting !== undefined) settings.push(delta === 0 ? setting : moved(setting, delta));
    }
    return settings;
  },
};

function settingsIn(text: string, offset: number): UnparsedSetting[] {
  const settings: UnparsedSetting[] = [];
  for (let start = 0; start < text.length; ) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(start, end);
    addSettings(line, offset + start, settings);
    start = end + 1;
  }
  return settings;
}

function addSettings(line: string, offset: number, settings: UnparsedSetting[]): void {
  const isComment = COMMENT.test(line);
  if (isComment && (!SECRET_STEM.test(line) || COMMENTED_SETTING.test(line))) return;
  const lead = LEAD.exec(line)?.[0].length ?? 0;
  const end = line.trimEnd().length;
  const add = (match: RegExpMatchArray, isSigned: boolean, isPair = false) => {
    const { 0: whole, 1: name = "", index = 0 } = match;
    const nameStart = index + whole.indexOf(name);
    const isFirst = isPair || nameStart <= lead;
    // What may be a slip of the pen is judged with the names that a release has.
    if (!namesSecret(name) && (isComment || !isFirst)) return;
    if (FILLED_IN.test(line.slice(0, nameStart)) && !whole.includes("=")) return;
    settings.push({
      name: copyString(name, 0, name.length),
      nameStart: offset + nameStart,
      value: span(offset + index + whole.length, offset + (isPair ? endOfPair(line, whole, end) : end)),
      isSigned,
      isFirst,
      isComment,
    });
  };
  for (const match of line.matchAll(SIGNED)) add(match, true);
  if (line.includes("alue")) for (const match of line.matchAll(PAIR)) add(match, true, true);
  if (isComment) {
    // In a sentence every word has a blank behind it.
    FIRST_SPACED.lastIndex = lead;
    const first = FIRST_SPACED.exec(line);
    if (first !== null) add(first, false);
    if (line.includes(" -")) for (const match of line.matchAll(OPTION)) add(match, false);
  } else if (!SETTING.test(line)) {
    for (const match of line.matchAll(SPACED)) add(match, false);
  }
}

/** The last quote of the line where one begins the value: in YAML there may be two in a value, which are one. */
function endOfPair(line: string, upToValue: string, end: number): number {
  const quote = upToValue.at(-1) ?? "";
  const closing = /["']/.test(quote) ? line.lastIndexOf(quote) : -1;
  return closing > line.indexOf(upToValue) + upToValue.length ? closing : end;
}

function nameStartOf({ nameStart }: UnparsedSetting): number {
  return nameStart;
}

function moved(
  { name, nameStart, value, isSigned, isFirst, isComment }: UnparsedSetting,
  by: number,
): UnparsedSetting {
  return {
    name,
    nameStart: nameStart + by,
    value: span(value.start + by, value.end + by),
    isSigned,
    isFirst,
    isComment,
  };
}
