import type { Assignment } from "../../../model/assignment.ts";
import type { ValueItem } from "./value-items.ts";
import { valueSpan } from "./value-span.ts";

/** The words of a value, split at blanks, commas and the semicolon that some write at the end of an nginx value. */
export function valueWords(assignment: Assignment): readonly ValueItem[] {
  return [...assignment.writtenValue.matchAll(/[^\s,;]+/g)].map(({ 0: text, index }) => ({
    text,
    offset: index,
    span: valueSpan(assignment, index, index + text.length),
  }));
}
