import { contains } from "../../../../grammar/text/span.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/** Whether a value holds only while a variable around it is not set: `${DATABASE:-off}`. */
export function isGuessed({ document }: ConfigUnit, assignment: Assignment | undefined): boolean {
  if (assignment === undefined) return false;
  const { source, start, end } = assignment.rawValueSpan;
  return source === document.path
    ? document.text.slice(start, end).includes("$")
    : !isWrittenThere(assignment);
}

/** Whether the characters of a value in another file are the value itself, and no reference to one. */
function isWrittenThere({ value, rawValueSpan }: Assignment): boolean {
  return (
    value.kind === "text" &&
    value.pieces.every(
      ({ kind, at, map, isDefault }) =>
        kind === "text" &&
        isDefault !== true &&
        map !== undefined &&
        at?.source === rawValueSpan.source &&
        contains(rawValueSpan, at),
    )
  );
}
