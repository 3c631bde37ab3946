import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type { Source } from "../model/source.ts";
import { SourceDocument } from "../model/source-document.ts";

/** Edits that are as near to each other as this are tried as one, in UTF-16 units; a line or two lie between them. */
const NEAR = 200;
/** To move a statement takes as long as to read so many characters: each place but one has those behind it moved once more. */
const MOVED = 5;

/** A source after edits, one at least; where its format can, only the text around them is read again. */
export function readAgain(source: Source, edits: readonly TextEdit[]): Source {
  const { format, document } = source;
  if (format.update === undefined) return format.parse(document.edited(edits));
  const statements = source.file?.content.length ?? document.lines.lineCount;
  const places = placesOf(edits, statements).map((place) => asOne(place, document.text));
  const [only] = places;
  // What is known of a text is brought up to date for one edit at a time, which for several takes a copy of the text for each.
  const after =
    only !== undefined && places.length === 1
      ? document.tried(only)
      : new SourceDocument(document.path, applyEdits(document.text, places));
  return format.update(source, places, after);
}

/**
 * Edits in the order of the text, in groups of those that are near to each other; all in one where that is cheaper.
 * @param statements how many the text has
 */
function placesOf(edits: readonly TextEdit[], statements: number): readonly (readonly TextEdit[])[] {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const places: TextEdit[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const edit of ordered) {
    if (edit.span.start - reach <= NEAR) places.at(-1)?.push(edit);
    else places.push([edit]);
    reach = Math.max(reach, edit.span.end);
  }
  const extent = reach - (ordered[0]?.span.start ?? 0);
  return (places.length - 1) * statements * MOVED > extent ? [ordered] : places;
}

/** One edit that does the same to a text as some that are in order. */
function asOne(edits: readonly TextEdit[], text: string): TextEdit {
  const start = edits[0]?.span.start ?? 0;
  const end = edits.reduce((most, { span }) => Math.max(most, span.end), start);
  const within = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  return { span: { start, end }, newText: applyEdits(text.slice(start, end), within) };
}
