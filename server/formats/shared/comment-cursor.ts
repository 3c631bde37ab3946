import { span } from "../../../grammar/text/span.ts";
import type { Cursor } from "../../model/format.ts";
import type { SourceComment } from "../../model/source.ts";

/** The cursor in a comment, after the sign that begins it; undefined where no comment holds the offset. */
export function commentCursor(
  text: string,
  comments: readonly Pick<SourceComment, "span" | "text">[],
  offset: number,
): Cursor | undefined {
  const comment = comments.find(({ span: place }) => place.start < offset && offset <= place.end);
  if (comment === undefined) return undefined;
  const sign = /^(?:#|\/\/|\/\*)[ \t]*/.exec(comment.text)?.[0].length ?? 1;
  const start = comment.span.start + sign;
  return offset < start
    ? { kind: "elsewhere" }
    : { kind: "comment", replace: span(start, comment.span.end), typed: text.slice(start, offset) };
}
