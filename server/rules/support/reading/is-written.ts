import type { Reading } from "../../../loader/reading.ts";

/** Whether a property has its value from somewhere else than Kong's defaults: a source, the environment, an alias. */
export function isWritten(reading: Reading, property: string): boolean {
  const kind = reading.properties.get(property)?.provenance.kind;
  return kind !== undefined && kind !== "default";
}
