import { span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { variableName } from "../shared/kong-variable.ts";
import { quoteBare } from "./quote-shell.ts";
import type { ShellSource } from "./shell-source.ts";
import { encodeAt, escapeSetValue, placeAt } from "./write-shell.ts";

/** What is at an offset of a script. */
export function cursorInShell(source: ShellSource, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text } = source.document;
  const comment = source.syntax.comments.find((each) => each.span.start < offset && offset <= each.span.end);
  if (comment !== undefined)
    return { kind: "comment", replace: comment.span, typed: text.slice(comment.span.start, offset) };
  const place = placeAt(source, offset);
  // An exported variable is outside the command that gets it.
  const holder = units.find((each) =>
    each.assignments.some((assignment) => holds(source, assignment, offset)),
  );
  const unit =
    holder ??
    units.find(
      ({ extent }) =>
        extent.source === source.document.path && extent.start <= offset && offset <= extent.end,
    );
  if (unit === undefined || place === undefined) return { kind: "elsewhere" };
  const assignment = unit.assignments.find((each) => holds(source, each, offset));
  if (assignment !== undefined && offset > assignment.nameSpan.end)
    return valueCursor(source, assignment, offset);
  const named = assignment?.nameSpan;
  if (place.role === "values") return { kind: "elsewhere" };
  if (named === undefined && place.role === "prefix") return { kind: "elsewhere" };
  const start = named?.start ?? nameStart(text, place.word.span.start, offset);
  const replace = span(
    start,
    named?.end ??
      Math.max(offset, place.word.span.end - (/["']$/.test(text.slice(start, place.word.span.end)) ? 1 : 0)),
  );
  return {
    kind: "name",
    unit: unit.id,
    replace,
    typed: text.slice(start, offset),
    spell: (property, value) => {
      const name = variableName(property);
      return assignment === undefined ? `${name}=${value === undefined ? "" : quoteBare(value)}` : name;
    },
  };
}

function holds(source: ShellSource, { origin, span: at }: Assignment, offset: number): boolean {
  return (
    origin.kind === "written" && at.source === source.document.path && at.start <= offset && offset <= at.end
  );
}

/** Where a name begins that is being typed: after the option and an opening quote. */
function nameStart(text: string, wordStart: number, offset: number): number {
  const before = /^(?:--env=|-[dit]*e)?["']?/.exec(text.slice(wordStart, offset))?.[0].length ?? 0;
  return wordStart + before;
}

function valueCursor(source: ShellSource, assignment: Assignment, offset: number): Cursor {
  const { text } = source.document;
  const { rawValueSpan, writtenValueSpan } = assignment;
  const place = placeAt(source, assignment.nameSpan.start);
  return {
    kind: "value",
    assignment,
    replace: span(rawValueSpan.start, rawValueSpan.end),
    typed: text.slice(Math.min(writtenValueSpan.start, offset), Math.min(writtenValueSpan.end, offset)),
    spell: (plain) => {
      const value = place?.role === "values" ? escapeSetValue(plain) : plain;
      return (
        (place === undefined ? undefined : encodeAt(place.word, rawValueSpan, text, value)) ??
        quoteBare(value)
      );
    },
  };
}
