import { largest } from "../../../../grammar/text/large-lists.ts";
import { type Span, span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { sourceLine } from "../../support/source-line.ts";
import type { StatementLayout } from "./statement-layout.ts";

/** The blanks round `=` and before the name, as many as there are to be. */
interface Target {
  readonly layout: StatementLayout;
  readonly indent: number;
  readonly beforeEquals: number;
  readonly behindEquals: number;
}

/** Changes blanks before names, round `=`, before comments that are aligned, and at the ends of lines. */
export function statementEdits(unit: ConfigUnit, layouts: readonly StatementLayout[]): TextEdit[] {
  const targets = targetsOf(unit, layouts);
  return [...targets.flatMap((target) => ownEdits(unit, target)), ...commentEdits(unit, targets)];
}

function ownEdits({ document: { text } }: ConfigUnit, target: Target): TextEdit[] {
  const { layout, indent, beforeEquals, behindEquals } = target;
  const { lineStart, name, equals, content, trailing } = layout;
  const edits = [
    ...blanks(text, span(lineStart, lineStart + indentWidth(text, layout)), indent),
    ...blanks(text, span(name.end, equals), beforeEquals),
  ];
  if (content !== undefined) edits.push(...blanks(text, span(equals + 1, content), behindEquals));
  // A return before blanks at the end of a line would be half of the line break without them.
  const isTrimmed = text.charAt(trailing.start - 1) !== "\r";
  if (isTrimmed && (content === undefined || trailing.start >= content))
    edits.push(...blanks(text, trailing, 0));
  return edits;
}

/** The edit that leaves so many spaces in a place of blanks. */
function blanks(text: string, place: Span, wanted: number): TextEdit[] {
  const newText = " ".repeat(wanted);
  return text.slice(place.start, place.end) === newText ? [] : [{ span: place, newText }];
}

/** Blanks before the name, or before the word `export`. */
function indentWidth(text: string, { lineStart, name }: StatementLayout): number {
  return /^[ \t]*/.exec(text.slice(lineStart, name.start))?.[0].length ?? 0;
}

function targetsOf(unit: ConfigUnit, layouts: readonly StatementLayout[]): Target[] {
  if (unit.otherLines !== undefined)
    return layouts.map((layout) => ({ layout, indent: 0, beforeEquals: 0, behindEquals: 0 }));
  // In a template the indent shows what a condition holds.
  const keepsIndent = unit.templateSpans.length > 0;
  const targets: Target[] = [];
  for (const group of runs(layouts)) {
    const indentOf = ({ name, lineStart }: StatementLayout) => (keepsIndent ? name.start - lineStart : 0);
    const reach = (layout: StatementLayout) => indentOf(layout) + layout.name.end - layout.name.start;
    const farthest = largest(group.map(reach), 0);
    const aligned = isAligned(group);
    for (const layout of group) {
      targets.push({
        layout,
        indent: indentOf(layout),
        beforeEquals: aligned ? farthest - reach(layout) + 1 : 1,
        behindEquals: layout.content === undefined ? 0 : 1,
      });
    }
  }
  return targets;
}

/** Settings on lines one below the other. */
function runs(layouts: readonly StatementLayout[]): StatementLayout[][] {
  const groups: StatementLayout[][] = [];
  for (const layout of layouts) {
    const last = groups.at(-1)?.at(-1);
    if (last?.isSingleLine === true && last.line + 1 === layout.line) groups.at(-1)?.push(layout);
    else groups.push([layout]);
  }
  return groups;
}

/** Whether somebody put the `=` of a run one below the other on purpose. */
function isAligned(group: readonly StatementLayout[]): boolean {
  const [first] = group;
  if (first === undefined || group.length < 2) return false;
  const column = (layout: StatementLayout) => layout.equals - layout.lineStart;
  const padded = group.some(({ name, equals }) => equals - name.end > 1);
  return (
    padded && group.every((layout) => column(layout) === column(first) && layout.equals > layout.name.end)
  );
}

/** A line with a comment behind a setting, or one of blanks and a comment alone. */
interface CommentLine {
  readonly line: number;
  /** Where the comment begins, in columns. */
  readonly column: number;
  /** How far the line reaches before the comment once its setting is formatted. */
  readonly width: number;
  /** The blanks before the comment. */
  readonly blanks: Span;
}

/** Keeps comments that stand one below the other one below the other; a lone one keeps its distance. */
function commentEdits(unit: ConfigUnit, targets: readonly Target[]): TextEdit[] {
  const { text } = unit.document;
  return commentGroups(commentLines(unit, targets)).flatMap((group) => {
    if (group.length < 2) return [];
    const column = largest(
      group.map((each) => Math.max(each.column, each.width + 1)),
      0,
    );
    return group.flatMap((each) => blanks(text, each.blanks, column - each.width));
  });
}

function commentLines(unit: ConfigUnit, targets: readonly Target[]): CommentLine[] {
  const { text, lines } = unit.document;
  const found: CommentLine[] = [];
  for (const { layout, indent, beforeEquals, behindEquals } of targets) {
    const { line, lineStart, name, equals, content, end, comment } = layout;
    if (comment === undefined || content === undefined) continue;
    const moved =
      indent -
      indentWidth(text, layout) +
      beforeEquals -
      (equals - name.end) +
      behindEquals -
      (content - equals - 1);
    found.push({
      line,
      column: comment - lineStart,
      width: end - lineStart + moved,
      blanks: span(end, comment),
    });
    // What goes on below, comment under comment.
    for (let next = line + 1; next < lines.lineCount; next++) {
      const below = sourceLine(text, lines, next);
      const indented = /^( +)#/.exec(below.text)?.[1];
      if (indented?.length !== comment - lineStart) break;
      const place = span(below.start, below.start + indented.length);
      found.push({ line: next, column: indented.length, width: 0, blanks: place });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Comments in one column on lines one below the other. */
function commentGroups(comments: readonly CommentLine[]): CommentLine[][] {
  const groups: CommentLine[][] = [];
  for (const comment of comments) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && last.line + 1 === comment.line && last.column === comment.column)
      groups.at(-1)?.push(comment);
    else groups.push([comment]);
  }
  return groups;
}
