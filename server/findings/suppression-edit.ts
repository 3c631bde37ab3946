import { span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import { lintComments, type SuppressionComment } from "./lint-comments.ts";

/**
 * The edit that silences a rule by a comment on a line of its own. A comment after a value would be shorter, but before
 * Kong 3.2 it can take a character of the value with it.
 * @param offset where the finding begins
 * @param reach `next-line`: before the setting of the finding; `file`: at the top of the file
 */
export function suppressionEdit(
  unit: ConfigUnit,
  rule: string,
  offset: number,
  reach: "next-line" | "file",
): TextEdit {
  const { text } = unit.document;
  const setting = unit.assignments.find(({ lineSpan }) => lineSpan.start <= offset && offset <= lineSpan.end);
  const at = reach === "file" ? topOf(text) : lineStart(text, setting?.lineSpan.start ?? offset);
  const joined = joinComment(unit, rule, at, reach);
  if (joined !== undefined) return joined;
  const indent = reach === "file" ? "" : (/^[ \t]*/.exec(text.slice(at))?.[0] ?? "");
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const word = reach === "file" ? "kong-lint-disable-file" : "kong-lint-disable-next-line";
  return { span: span(at, at), newText: `${indent}# ${word} ${rule}${lineBreak}` };
}

/** A comment of that reach that is there already takes one rule more. */
function joinComment(
  unit: ConfigUnit,
  rule: string,
  at: number,
  reach: "next-line" | "file",
): TextEdit | undefined {
  const { text } = unit.document;
  const comment = lintComments(unit).find(
    (each): each is SuppressionComment =>
      each.kind === "suppression" &&
      each.scope === reach &&
      each.names.length > 0 &&
      (reach === "file" || lineStart(text, at - 1) === lineStart(text, each.span.start)),
  );
  const end = comment?.names.at(-1)?.span.end;
  return end === undefined ? undefined : { span: span(end, end), newText: `, ${rule}` };
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The first line, or the second where a byte order mark keeps the first from being a comment to Kong. */
function topOf(text: string): number {
  if (!text.startsWith("\ufeff")) return 0;
  const end = text.indexOf("\n");
  return end < 0 ? 0 : end + 1;
}
