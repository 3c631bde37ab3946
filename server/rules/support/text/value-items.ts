import { splitList } from "../../../../grammar/values/split-list.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { Location } from "../../../model/location.ts";
import { valueSpan } from "./value-span.ts";

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
