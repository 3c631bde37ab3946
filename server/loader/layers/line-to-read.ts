import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { Delimiter } from "../read/convert-value.ts";

/**
 * The value of a setting of the file as Penlight sees it: to the end of the line. It takes blanks off only after it has looked
 * for the unit ` kB`, which must end the line, and has split the value, where they make an item. The CR of a line end is a blank.
 */
export function lineToRead(unit: ConfigUnit, assignment: Assignment, delimiter: Delimiter): string {
  const { rawValue } = assignment;
  return seesLineEnd(rawValue, delimiter) ? rawValue + blanksAfter(unit, assignment) : rawValue;
}

/** Whether the blanks at the end of the line make a difference. */
function seesLineEnd(rawValue: string, delimiter: Delimiter): boolean {
  return rawValue.endsWith(" kB") || rawValue.includes(delimiter);
}

function blanksAfter({ document: { text } }: ConfigUnit, { rawValueSpan, lineSpan }: Assignment): string {
  const blanks = /[ \t\v\f\r]*$/.exec(text.slice(rawValueSpan.end, lineSpan.end))?.[0] ?? "";
  return text.startsWith("\r", lineSpan.end) ? `${blanks}\r` : blanks;
}
