import type { Reading } from "../../../loader/reading.ts";

/** Whether a property has a value that only exists at run time: nothing may be concluded from it. */
export function isOpaque(reading: Reading, property: string): boolean {
  return reading.properties.get(property)?.opaque === true;
}
