import { sliceSpan, span } from "../../grammar/text/span.ts";
import { containsWord } from "../../grammar/text/text-facts.ts";
import { wordTable } from "../../grammar/text/word-table.ts";
import { type Location, locate, location, type SourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";

/** What a comment that silences reaches: the next setting, its own line, all up to `enable`, the whole file. */
export type SuppressionScope = "next-line" | "line" | "block" | "end-of-block" | "file";

/** A rule as a comment names it; whether there is one of that name is not looked at. */
export interface NamedRule {
  readonly id: string;
  readonly span: Location;
}

/** What all comments for kong-lint have. */
interface CommentPlace {
  /** From the comment sign to the end of the comment. */
  readonly span: Location;
  /** What to delete so that nothing is left of it: the whole line, or the blanks before a trailing comment too. */
  readonly removal: Location;
}

/** `# kong-lint-disable-next-line RULE, RULE -- reason`. Without names it means every rule. */
export interface SuppressionComment extends CommentPlace {
  readonly kind: "suppression";
  readonly scope: SuppressionScope;
  readonly names: readonly NamedRule[];
  readonly reason: string | undefined;
}

/** `# kong-lint: kong=enterprise@0.34`. */
export interface ReleaseComment extends CommentPlace {
  readonly kind: "release";
  readonly value: string;
  readonly valueSpan: Location;
}

/** A comment that was plainly meant for kong-lint and that it cannot read. */
export interface MalformedComment extends CommentPlace {
  readonly kind: "malformed";
  /** The comment as it was most likely meant, sign included; undefined where nobody can tell. */
  readonly meant: string | undefined;
}

export type LintComment = SuppressionComment | ReleaseComment | MalformedComment;

const SCOPES: Readonly<Record<string, SuppressionScope>> = wordTable({
  "disable-next-line": "next-line",
  "disable-line": "line",
  disable: "block",
  enable: "end-of-block",
  "disable-file": "file",
});

const RELEASE = /^kong-lint:[ \t]*kong[ \t]*=[ \t]*(\S+)[ \t]*$/;
const SUPPRESSION = /^kong-lint-(disable-next-line|disable-line|disable-file|disable|enable)(?=[ \t]|$)(.*)$/;
const RULE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The word in the capitals that people give it. Only in small letters it is read; in others it is reported. */
const WORDS = ["ong-lint", "ong-Lint", "ONG-LINT"];
const WORD = /kong-lint/gi;

/** The comments of a source that are for kong-lint, in order. A source without the word costs a few searches. */
export function lintComments(source: Source): readonly LintComment[] {
  if (!WORDS.some((word) => containsWord(source.document, word))) return [];
  const { text } = source.document;
  const comments: LintComment[] = [];
  let after = 0;
  for (const { index: at } of text.matchAll(WORD)) {
    if (at < after) continue;
    const place = commentAround(source, at);
    const end = lineEnd(text, at);
    if (
      place !== undefined &&
      sliceSpan(text, span(place.span.start, at))
        .replace(/^(?:[#;]+|<!--)/, "")
        .trim() === ""
    ) {
      const comment = readComment(sliceSpan(text, span(at, place.span.end)), at, place, text);
      if (comment !== undefined) comments.push(comment);
      after = end;
    }
  }
  return comments;
}

function commentAround(source: Source, at: number): CommentPlace | undefined {
  const found = source.format.commentAt(source, at);
  if (found === undefined) return undefined;
  const { path } = source.document;
  return { span: locate(path, found.span), removal: locate(path, found.removal) };
}

/** Reads what stands after the comment sign. undefined for prose that only begins with the word. */
function readComment(words: string, at: number, place: CommentPlace, text: string): LintComment | undefined {
  const release = RELEASE.exec(words);
  if (release?.[1] !== undefined) {
    const start = at + words.lastIndexOf(release[1]);
    return {
      kind: "release",
      value: release[1],
      valueSpan: location(place.span.source, start, start + release[1].length),
      ...place,
    };
  }
  const suppression = SUPPRESSION.exec(words);
  if (suppression !== null) {
    const [, word = "", rest = ""] = suppression;
    const { names, reason, isClean } = readNames(rest, at + words.length - rest.length, place.span.source);
    if (isClean) return { kind: "suppression", scope: SCOPES[word] ?? "line", names, reason, ...place };
  }
  if (!looksMeant(words)) return undefined;
  const sign = sliceSpan(text, span(place.span.start, at));
  const isAlone = place.removal.start <= lineStart(text, place.span.start);
  const meant = repair(words, isAlone);
  return { kind: "malformed", meant: meant === undefined ? undefined : sign + meant, ...place };
}

interface Names {
  readonly names: readonly NamedRule[];
  readonly reason: string | undefined;
  /** False where a word stands that is no rule id, such as a reason without `--`. */
  readonly isClean: boolean;
}

/** Reads `RULE, RULE -- reason`. */
function readNames(rest: string, offset: number, source: SourceId): Names {
  const dashes = /(?:^|[ \t])--(?=[ \t]|$)/.exec(rest);
  const list = dashes === null ? rest : rest.slice(0, dashes.index);
  const reason = dashes === null ? undefined : rest.slice(dashes.index + dashes[0].length).trim();
  const words = [...list.matchAll(/[^\s,]+/g)];
  const names = words.map((word) => {
    const start = offset + word.index;
    return { id: word[0], span: location(source, start, start + word[0].length) };
  });
  return {
    names,
    reason: reason === "" ? undefined : reason,
    isClean: names.every(({ id }) => RULE_ID.test(id)) && !/,\s*(?:,|$)/.test(list),
  };
}

/** Whether somebody wanted something of kong-lint, rather than write about it. */
function looksMeant(words: string): boolean {
  return (
    /^kong-lint:/i.test(words) ||
    /^kong-lint[-_ \t]*(?:disable|enable|ignore|suppress|off\b|on\b|kong[ \t]*=)/i.test(words)
  );
}

/**
 * The comment that was meant: another separator, other words for the same, a reason without `--`. One that silences every rule is
 * never made of words that may name one.
 *
 * @param isAlone whether the comment stands on a line of its own, rather than behind a value
 */
function repair(words: string, isAlone: boolean): string | undefined {
  const release = /^kong-lint[: \t-]*kong[ \t]*[:=][ \t]*(\S+)[ \t]*$/i.exec(words);
  if (release?.[1] !== undefined) return `kong-lint: kong=${release[1]}`;
  const match =
    /^kong-lint[-:_ \t]*(disable|enable|ignore|suppress|off|on)[-_ \t]?(next[-_ ]?line|line|file)?\b[:= \t]*(.*)$/i.exec(
      words,
    );
  if (match === null) return undefined;
  const [, verb = "", scope, rest = ""] = match;
  const isEnd = /^(?:enable|on)$/i.test(verb);
  const own = isEnd || isAlone ? "" : "-line";
  const reach = scope === undefined ? own : /^next/i.test(scope) ? "-next-line" : `-${scope.toLowerCase()}`;
  if (isEnd && reach !== "") return undefined;
  const tail = repairNames(rest);
  if (tail === undefined) return undefined;
  return `kong-lint-${isEnd ? "enable" : "disable"}${reach}${tail === "" ? "" : ` ${tail}`}`;
}

/**
 * Names with commas between them, and all from the first word that is none behind `--`. undefined where words stand in the place of
 * names and none is one: without a name the comment would silence every rule.
 */
function repairNames(rest: string): string | undefined {
  const [list = "", ...reasons] = rest.split(/(?:^|[ \t])--+(?=[ \t]|$)/);
  const words = list
    .split(/[\s,]+/)
    .map((word) => word.replace(/^[["'(]+|[\])"']+$/g, ""))
    .filter((word) => word !== "");
  const end = words.findIndex((word) => !RULE_ID.test(word));
  const names = end < 0 ? words : words.slice(0, end);
  if (names.length === 0 && words.length > 0) return undefined;
  const reason = [...(end < 0 ? [] : words.slice(end)), ...reasons.map((each) => each.trim())]
    .join(" ")
    .replace(/^[-:([]+\s*/, "")
    .trim();
  return `${names.join(", ")}${reason === "" ? "" : `${names.length === 0 ? "" : " "}-- ${reason}`}`;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
