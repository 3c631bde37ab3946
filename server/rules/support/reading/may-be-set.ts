import type { Reading } from "../../../loader/reading.ts";
import { isOpaque } from "./is-opaque.ts";
import { textValue } from "./text-value.ts";

/** Whether a property has a value that is not empty, or gets one at run time for all that the source tells. */
export function mayBeSet(reading: Reading, property: string): boolean {
  return isOpaque(reading, property) || (textValue(reading, property) ?? "") !== "";
}
