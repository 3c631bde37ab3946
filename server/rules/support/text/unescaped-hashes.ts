import type { Assignment } from "../../../model/assignment.ts";

/** Offsets in the written value of every `#` that no backslash precedes. */
export function unescapedHashes({ writtenValue }: Assignment): readonly number[] {
  return [...writtenValue.matchAll(/(?<!\\)#/g)].map(({ index }) => index);
}
