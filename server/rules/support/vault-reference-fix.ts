import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Fix } from "../../engine/fix.ts";
import type { Assignment } from "../../inputs/assignment.ts";
import { secretLiterals } from "./secret-literals.ts";

/**
 * Puts a reference to the vault of the environment in the place of a secret; undefined where the release resolves no references.
 * A guess: the variable has to be there when Kong starts.
 */
export function vaultReferenceFix(assignment: Assignment, catalog: Catalog): Fix | undefined {
  const { property, writtenValue } = assignment;
  if (compareVersions(catalog.base, "2.8") < 0 || !catalog.knows(property)) return undefined;
  // A reference is a whole value, so a secret inside of one cannot be replaced by itself.
  if (!secretLiterals(assignment, catalog).some(({ text }) => text === writtenValue)) return undefined;
  const value = `{vault://env/${property.replaceAll("_", "-")}}`;
  return {
    title: `Read ${property} from the variable ${property.toUpperCase()}: ${value}`,
    applicability: "unsafe",
    edits: [{ kind: "set", assignment, value }],
  };
}
