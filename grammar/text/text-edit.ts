import type { Span } from "./span.ts";

/** Replace the characters of `span` (UTF-16, in the text before any edit) by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The text after all edits, which refer to the text as it was.
 * @throws RangeError when two edits overlap, since then no order of application is the intended one.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) =>
        a.edit.span.start - b.edit.span.start || a.edit.span.end - b.edit.span.end || a.index - b.index,
    );
  let result = "";
  let reached = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < reached) throw new RangeError("edits overlap");
    result += text.slice(reached, edit.span.start) + edit.newText;
    reached = edit.span.end;
  }
  return result + text.slice(reached);
}
