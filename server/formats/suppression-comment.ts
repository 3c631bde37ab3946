import { type Span, span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SuppressionReach } from "./format.ts";
import { indentAt, lineBreakOf, lineEndAt, lineStartAt } from "./text-lines.ts";

/** What a comment that silences rules needs to know of its source. */
export interface CommentPlace {
  readonly text: string;
  readonly comments: readonly { readonly span: Span; readonly text: string }[];
  /** What the comment covers. */
  readonly covers: Span;
  readonly reach: SuppressionReach;
  /** Where a comment for the whole file goes. */
  readonly top: number;
}

/** The edit that silences rules by a `#` comment on a line of its own; a comment of that reach that is there takes them along. */
export function suppressionComment(
  place: CommentPlace,
  rules: readonly string[],
): { edit: TextEdit; covers: Span } {
  const { text, covers, reach } = place;
  const wholeFile = reach === "file";
  const word = wholeFile ? "kong-lint-disable-file" : "kong-lint-disable-next-line";
  const at = wholeFile ? place.top : lineStartAt(text, covers.start);
  const names = rules.join(", ");
  const reached = wholeFile ? span(0, text.length) : covers;
  const present = place.comments.find(
    (comment) =>
      comment.text.includes(`${word} `) &&
      (wholeFile || lineStartAt(text, at - 1) === lineStartAt(text, comment.span.start)),
  );
  if (present !== undefined && at > 0) {
    const reason = present.text.indexOf(" --");
    const end = present.span.start + (reason < 0 ? present.text.trimEnd().length : reason);
    return { edit: { span: span(end, end), newText: `, ${names}` }, covers: reached };
  }
  const indent = wholeFile ? "" : indentAt(text, at);
  // At the end of a text without a last line break, the comment needs one before it.
  const before = at > 0 && at === text.length && lineEndAt(text, at - 1) === at ? lineBreakOf(text) : "";
  return {
    edit: { span: span(at, at), newText: `${before}${indent}# ${word} ${names}${lineBreakOf(text)}` },
    covers: reached,
  };
}
