import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/**
 * Whether two sources say the same but for blanks that no release of Kong looks at: the same settings in the same order,
 * with the same values and comments, and the same lines that it drops.
 */
export function sameSettings(before: ConfigUnit, after: ConfigUnit): boolean {
  return (
    before.assignments.length === after.assignments.length &&
    otherLineCount(before) === otherLineCount(after) &&
    before.assignments.every((assignment, index) => sameSetting(assignment, after.assignments[index]))
  );
}

function sameSetting(a: Assignment, b: Assignment | undefined): boolean {
  return (
    b !== undefined &&
    a.property === b.property &&
    a.writtenName === b.writtenName &&
    a.writtenValue === b.writtenValue &&
    a.opaque === b.opaque &&
    a.unfinished === b.unfinished &&
    (a.section === undefined) === (b.section === undefined) &&
    behind(a) === behind(b)
  );
}

/** What Kong's reader sees behind a value: some blanks, and a comment. */
function behind({ rawValue, writtenValue }: Assignment): string {
  return rawValue.slice(writtenValue.length).replace(/^[ \t]+/, " ");
}

function otherLineCount({ file, otherLines }: ConfigUnit): number {
  return file !== undefined
    ? file.content.filter(({ kind }) => kind !== "assignment").length
    : (otherLines ?? []).length;
}
