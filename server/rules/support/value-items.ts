import { splitList } from "../../../grammar/values/split-list.ts";
import { type Assignment, valuePlace } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";

/** The source characters of a part of an assignment's value; `start` and `end` count from the begin of the value as Kong's reader joins it. */
export function valueSpan(assignment: Assignment, start: number, end: number): Location {
  return valuePlace(assignment, { start, end });
}

/** One element of a list value, without the blanks around it. */
export interface ValueItem {
  readonly text: string;
  /** Where it begins in the written value. */
  readonly offset: number;
  /** Its characters in the source; of an empty element an empty span. */
  readonly span: Location;
}

/** The elements of a value as Kong splits lists: at every comma. An empty value has none. */
export function valueItems(assignment: Assignment): readonly ValueItem[] {
  return splitList(assignment.writtenValue).map(({ text, span: { start, end } }) => ({
    text,
    offset: start,
    span: valueSpan(assignment, start, end),
  }));
}

/** The words of a value, split at blanks, commas and the semicolon that some write at the end of an nginx value. */
export function valueWords(assignment: Assignment): readonly ValueItem[] {
  return [...assignment.writtenValue.matchAll(/[^\s,;]+/g)].map(({ 0: text, index }) => ({
    text,
    offset: index,
    span: valueSpan(assignment, index, index + text.length),
  }));
}

/** The object that a written JSON value stands for; undefined where it is none, or not known before run time. */
export function jsonObject(
  assignment: Assignment | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (assignment === undefined || assignment.opaque !== undefined) return undefined;
  try {
    const value: unknown = JSON.parse(assignment.writtenValue);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}
