import type { Reading } from "../../../loader/reading.ts";

/** Whether Kong takes a switch for on: a boolean, an nginx switch, or an enumeration with the value `on`. */
export function isOn(reading: Reading, property: string): boolean {
  const value = reading.properties.get(property)?.value;
  return value === true || value === "on";
}
