import type { Reading } from "../../../loader/reading.ts";

/** What Kong reads for a property, as text; undefined where it is unset or not known before run time. */
export function textValue(reading: Reading, property: string): string | undefined {
  const value = reading.properties.get(property)?.value;
  if (value === undefined || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "number" ? String(value) : value.join(",");
}
