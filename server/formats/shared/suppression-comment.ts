import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { SuppressionReach } from "../format.ts";

/** A text whose comments begin with `#`, and where one may go. */
export interface CommentPlaces {
  readonly text: string;
  /** The lines of the statement that is to be silenced. */
  readonly statement: Span;
  /** The lines of the unit; where there is only one, the whole text. */
  readonly unit: Span;
  /** Whether a comment may follow on the last line of the statement. */
  readonly mayTrail: boolean;
}

const WORDS: Readonly<Record<SuppressionReach, string>> = {
  line: "kong-lint-disable-line",
  statement: "kong-lint-disable-next-line",
  unit: "kong-lint-disable-next-line",
  file: "kong-lint-disable-file",
};

/** The edit that silences rules, as docs/comments.md describes the comments; a comment of the same reach takes the rules along. */
export function suppressionComment(
  { text, statement, unit, mayTrail }: CommentPlaces,
  rules: readonly string[],
  wanted: SuppressionReach,
): { readonly edit: TextEdit; readonly covers: Span } {
  const reach = wanted === "line" && !mayTrail ? "statement" : wanted;
  const covers = reach === "file" ? span(0, text.length) : reach === "unit" ? unit : statement;
  const words = `${WORDS[reach]} ${rules.join(", ")}`;
  if (reach === "line")
    return { edit: { span: span(covers.end, covers.end), newText: ` # ${words}` }, covers };
  const at = reach === "file" ? topOf(text) : lineStart(text, covers.start);
  const joined = joinedComment(text, at, reach, rules);
  if (joined !== undefined) return { edit: joined, covers };
  const indent = reach === "file" ? "" : (/^[ \t]*/.exec(text.slice(at, covers.end))?.[0] ?? "");
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return { edit: { span: span(at, at), newText: `${indent}# ${words}${lineBreak}` }, covers };
}

/** Adds rules to a comment of that reach that is there already. */
function joinedComment(
  text: string,
  at: number,
  reach: SuppressionReach,
  rules: readonly string[],
): TextEdit | undefined {
  const from = reach === "file" ? at : lineStart(text, at - 1);
  const end = reach === "file" ? endOfLine(text, at) : at;
  const line = text.slice(from, end);
  const match = new RegExp(`^[ \\t]*#[ \\t]*${WORDS[reach]}[ \\t]+([^\\s,]+(?:,[ \\t]*[^\\s,]+)*)`).exec(
    line,
  );
  if (match === null || /^--/.test(match[1] ?? "--")) return undefined;
  const place = from + match[0].length;
  return { span: span(place, place), newText: rules.map((rule) => `, ${rule}`).join("") };
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The first line; the second where a byte order mark begins the first. */
function topOf(text: string): number {
  if (!text.startsWith("\ufeff")) return 0;
  const end = text.indexOf("\n");
  return end < 0 ? 0 : end + 1;
}
