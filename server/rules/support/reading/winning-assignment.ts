import type { Reading } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";

/**
 * The assignment in the source whose value Kong uses for a property, or undefined when the value is a default, comes from
 * elsewhere, or an alias set it.
 */
export function winningAssignment(reading: Reading, property: string): Assignment | undefined {
  const provenance = reading.properties.get(property)?.provenance;
  return provenance?.kind === "assignment" ? provenance.assignment : undefined;
}
