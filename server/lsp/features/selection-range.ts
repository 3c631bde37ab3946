import type { SelectionRange } from "vscode-languageserver";
import { contains, type Span, span } from "../../../grammar/text/span.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature } from "../feature.ts";
import { assignmentAt } from "../support/assignment-at.ts";
import { cursorContext } from "../support/cursor-context.ts";
import { listenPosition } from "../support/listen-position.ts";
import { lineAround } from "../support/source-line.ts";
import { sectionAt } from "../support/source-sections.ts";
import { valuePart } from "./completion/value-part.ts";

/** What an editor selects step by step: the word, the item, the value, the setting, the section, the document. */
export const selectionRange: DocumentFeature<"textDocument/selectionRange"> = (document, params) =>
  params.positions.map((position) => {
    const offset = document.positions.offset(position);
    return chain(spansAround(document, offset), offset, document);
  });

/** Spans that hold an offset, narrow ones first. */
function spansAround({ analysis }: DocumentAnalysis, offset: number): Span[] {
  const { unit, catalog } = analysis;
  const { text } = unit.document;
  const line = lineAround(unit.document, offset);
  const spans: Span[] = [wordAround(text, offset)];
  const place = cursorContext(analysis, offset);
  if (place.kind === "key") spans.push(place.name);
  if (place.kind === "value" && place.value.text.trim() !== "") {
    const { value } = place;
    if (catalog.listenProperties.has(value.property)) {
      const { word, entry } = listenPosition(value.text, value.at);
      spans.push(value.place(word), value.place(entry.span));
    } else {
      spans.push(value.place(valuePart(value, " ").span), value.place(valuePart(value, ",").span));
    }
    spans.push(value.place(span(0, value.text.trimEnd().length)));
  }
  const assignment = assignmentAt(unit.assignments, offset);
  if (assignment !== undefined) spans.push(assignment.span, assignment.lineSpan);
  else spans.push(span(line.start + line.text.length - line.text.trimStart().length, line.end));
  const section = sectionAt(unit, offset);
  if (section !== undefined) spans.push(section.span);
  return [...spans, span(0, text.length)];
}

function wordAround(text: string, offset: number): Span {
  const isWord = (at: number) => /\w/.test(text.charAt(at));
  let start = offset;
  while (start > 0 && isWord(start - 1)) start--;
  let end = offset;
  while (end < text.length && isWord(end)) end++;
  return span(start, end);
}

/** Each range the parent of the next narrower one; what does not grow is left out. */
function chain(spans: readonly Span[], offset: number, { positions }: DocumentAnalysis): SelectionRange {
  const at = span(offset, offset);
  const growing: Span[] = [];
  for (const each of spans) {
    const last = growing.at(-1);
    const grows =
      last === undefined || (contains(each, last) && each.end - each.start > last.end - last.start);
    if (contains(each, at) && grows) growing.push(each);
  }
  let range: SelectionRange | undefined;
  for (const each of growing.reverse())
    range =
      range === undefined
        ? { range: positions.range(each) }
        : { range: positions.range(each), parent: range };
  return range ?? { range: positions.range(at) };
}
