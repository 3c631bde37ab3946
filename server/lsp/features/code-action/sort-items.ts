import { overlaps, type Span, span } from "../../../../grammar/text/span.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { SourceDocument } from "../../../model/source-document.ts";
import { assignmentAt } from "../../support/assignment-at.ts";
import { type CommentedSetting, commentedSetting } from "../../support/commented-setting.ts";
import { lineAround, type SourceLine } from "../../support/source-line.ts";
import { sectionAt, sourceSections } from "../../support/source-sections.ts";

/** A setting with the comments that belong to it: those right above, and those that go on below its own comment. */
export interface SortItem {
  readonly name: string;
  /** Whole lines, without the last line break. */
  readonly span: Span;
}

/**
 * The settings of the section at an offset, those that are commented out among them, by paragraph: blank lines and rules of signs
 * keep apart what belongs together. None at all where a template or a line without `=` stands between them, for nobody
 * knows what such a line belongs to.
 */
export function sortItems({ unit, catalog }: Analysis, offset: number): readonly (readonly SortItem[])[] {
  const { document, assignments } = unit;
  const area = areaAt({ unit, catalog }, offset);
  if (hasStrangers(unit, area)) return [];
  const paragraphs: SortItem[][] = [];
  let items: SortItem[] = [];
  let comments: number | undefined;
  for (let start = area.start; start < area.end; ) {
    const line = lineAround(document, start);
    const assignment = assignmentAt(assignments, line.end);
    const setting = assignment ?? commentedSetting(line, unit, catalog);
    let end = line.end;
    if (setting !== undefined) {
      if (assignment?.unfinished === true) return [];
      end = endOfSetting(document, line, setting);
      items.push({ name: setting.property, span: span(comments ?? line.start, end) });
      comments = undefined;
    } else if (isRemark(line)) comments ??= line.start;
    else {
      comments = undefined;
      if (items.length > 0) paragraphs.push(items);
      items = [];
    }
    const next = document.text.indexOf("\n", end);
    start = next < 0 ? area.end : next + 1;
  }
  if (items.length > 0) paragraphs.push(items);
  return paragraphs;
}

/** From behind the heading of a section to its end; before the first heading, up to that. */
function areaAt({ unit }: Pick<Analysis, "unit" | "catalog">, offset: number): Span {
  const { text } = unit.document;
  const section = sectionAt(unit, offset);
  if (section === undefined) return span(0, sourceSections(unit)[0]?.span.start ?? text.length);
  const next = text.indexOf("\n", section.heading.end);
  return span(next < 0 ? section.span.end : next + 1, section.span.end);
}

function hasStrangers({ templateSpans, file, otherLines }: Analysis["unit"], area: Span): boolean {
  const unrelated =
    file === undefined
      ? (otherLines ?? []).map((line) => line.span)
      : file.content.flatMap((node) => (node.kind === "bare" ? [node.span] : []));
  return [...templateSpans, ...unrelated].some((place) => overlaps(place, area));
}

/**
 * A comment of words, which may belong to the setting below; not a line of `#----`, and no comment for kong-lint that is about the
 * file or about all that follows.
 */
function isRemark({ text }: SourceLine): boolean {
  return /^[ \t]*[#;].*\w/.test(text) && !/^[ \t]*[#;]+[ \t]*kong-lint(?!-disable-next-line)\b/.test(text);
}

/** The end of the last line of a setting, and of the comments that go on in the column of its own. */
function endOfSetting(
  document: SourceDocument,
  line: SourceLine,
  setting: Assignment | CommentedSetting,
): number {
  const isWritten = "lineSpan" in setting;
  let last = isWritten ? lineAround(document, setting.lineSpan.end) : line;
  const comment = isWritten ? document.text.indexOf("#", setting.span.end) : setting.trailing?.start;
  if (comment === undefined || comment < last.start || comment >= last.end) return last.end;
  const column = comment - last.start;
  while (document.lines.lineStart(last.line + 1) < document.text.length) {
    const below = lineAround(document, document.lines.lineStart(last.line + 1));
    if (below.line === last.line || /^[ \t]+#/.exec(below.text)?.[0].length !== column + 1) break;
    last = below;
  }
  return last.end;
}
