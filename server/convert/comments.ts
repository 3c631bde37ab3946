import type { LinkedSource } from "../model/config-unit.ts";
import type { Location, SourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";

/** A comment of one line without its sign, or an empty line between comments. */
export type CommentLine = string | undefined;

/** The comments that belong to a statement. */
export interface StatementComments {
  readonly above: readonly CommentLine[];
  /** What follows the statement on its line, and goes on below it in the same column. */
  readonly after: readonly string[];
}

/** The sources of a process by their ids, embedded ones included. */
export function sourcesOf({ source, drawn }: LinkedSource): ReadonlyMap<SourceId, Source> {
  const sources = new Map<SourceId, Source>();
  const add = (each: Source): void => {
    sources.set(each.document.path, each);
    for (const { source: inner } of each.embedded) add(inner);
  };
  add(source);
  for (const each of drawn.values()) add(each);
  return sources;
}

/**
 * The comments of a statement.
 * @param end of the value of the statement
 */
export function commentsOf(source: Source, statement: Location, end: number): StatementComments {
  return { above: commentsAbove(source, statement.start), after: commentsAfter(source, statement, end) };
}

/** How much further in a comment begins that goes on with one after a statement. */
const FAR = 8;

/** The comments up to the next statement, one that is commented out, or a comment that belongs to another statement. */
function commentsAbove(source: Source, offset: number): readonly CommentLine[] {
  const { text } = source.document;
  const found: CommentLine[] = [];
  const column = columnOf(text, offset);
  let start = lineStart(text, offset);
  while (start > 0) {
    const end = start - 1;
    start = lineStart(text, end);
    const first = text.slice(start, end).search(/\S/);
    if (first < 0) {
      found.unshift(undefined);
      continue;
    }
    const comment = commentStartingAt(source, start + first);
    if (comment === undefined || first > column + FAR || COMMENTED_SETTING.test(comment)) break;
    found.unshift(...plainLines(comment));
  }
  return found;
}

/** What stands there is the setting of another day, or the default of Kong's own file with its description. */
const COMMENTED_SETTING = /^[#;]+[ \t]*(?:export[ \t]+)?(?:- )?["']?[A-Za-z_][\w.]*["']?[ \t]*[:=][ \t]*\S/;

function commentsAfter(source: Source, statement: Location, end: number): readonly string[] {
  const { text } = source.document;
  const lineEnd = endOfLine(text, statement.end);
  const comment = source.format.commentAt(source, lineEnd);
  if (comment === undefined || comment.span.start < end || comment.span.start >= lineEnd) return [];
  const column = columnOf(text, comment.span.start);
  const lines = [...plainLines(comment.text)];
  for (
    let start = nextLine(text, lineEnd);
    start < text.length;
    start = nextLine(text, endOfLine(text, start))
  ) {
    const further = commentStartingAt(source, start + column);
    if (further === undefined || text.slice(start, start + column).trim() !== "" || column < FAR) break;
    lines.push(...plainLines(further));
  }
  return lines;
}

function commentStartingAt(source: Source, offset: number): string | undefined {
  if (/\s/.test(source.document.text.charAt(offset))) return undefined;
  const comment = source.format.commentAt(source, offset);
  return comment?.span.start === offset ? comment.text : undefined;
}

/** Comments for kong-lint are about findings in their own file. */
const FOR_KONG_LINT = /^kong-lint\b/;
const SIGN = /^(?:[#;]+|\/\/+|--)[ \t]?/;

/** A comment without its sign, and without characters that another syntax could read as more than a comment. */
function plainLines(comment: string): readonly string[] {
  if (/^(?:\/\*|<!--)/.test(comment)) return [];
  const line = comment
    .replace(SIGN, "")
    .replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+/gu, " ")
    .replace(/[ \\]+$/, "");
  return FOR_KONG_LINT.test(line.trim()) ? [] : [line];
}

function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  const line = end < 0 ? text.length : end;
  return line > at && text.charAt(line - 1) === "\r" ? line - 1 : line;
}
