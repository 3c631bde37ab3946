import type { Reading } from "../../../loader/reading.ts";

/** The items that Kong reads for a list; none where it is unset or not known before run time. */
export function listValue(reading: Reading, property: string): readonly string[] {
  const value = reading.properties.get(property)?.value;
  if (value === undefined || typeof value === "boolean") return [];
  return typeof value === "object" ? value.map(String) : [String(value)];
}
