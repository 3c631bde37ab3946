import type { SemanticEdit } from "../../engine/fix.ts";
import type { Assignment } from "../../inputs/assignment.ts";

/** A value as it was meant behind `=>`: Kong ends the name at the `=` and takes the `>` for the begin of the value. */
export function withoutArrow(value: string): string {
  return value.replace(/^>\s*/, "");
}

/** Writes another value, and where an arrow stood, the blank that belongs behind `=`. */
export function setValue(assignment: Assignment, value: string): SemanticEdit {
  return assignment.layer === "file" && assignment.writtenValue.startsWith(">")
    ? { kind: "replace", span: assignment.writtenValueSpan, text: ` ${value}` }
    : { kind: "set", assignment, value };
}
