import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { KongProcess } from "../../../model/neighbor.ts";
import { textOf } from "../../../model/value.ts";

/** What a process has for a property: a text with the assignment that writes it, nothing, or something that is not known. */
export type ProcessSetting =
  | { readonly kind: "text"; readonly text: string; readonly assignment: Assignment | undefined }
  | { readonly kind: "unset" }
  | { readonly kind: "unknown" };

/**
 * The value of a property in another process of the deployment, without a look at what its Kong makes of it.
 * @param catalog for the default of what is not set
 */
export function settingOf(process: KongProcess, property: string, catalog: Catalog): ProcessSetting {
  const written = process.assignments.filter((each) => each.property === property);
  const winner = strongest(written.filter(({ channel }) => channel === "environment")) ?? strongest(written);
  if (winner !== undefined && winner.value.kind === "text") {
    const text = textOf(winner.value);
    return text === undefined ? { kind: "unknown" } : { kind: "text", text, assignment: winner };
  }
  // A file of the entrypoint, a file that was not read, or a removal brings something that is not known here.
  if (winner !== undefined || !process.isClosed || isSetByFile(process, property)) return { kind: "unknown" };
  const text = catalog.property(property)?.default ?? undefined;
  return text === undefined ? { kind: "unset" } : { kind: "text", text, assignment: undefined };
}

/** Whether the environment of a process has a variable, or a file for it, or may have it. */
export function mayHave(process: KongProcess, property: string): boolean {
  return (
    !process.isClosed ||
    process.assignments.some((each) => each.property === property) ||
    isSetByFile(process, property)
  );
}

function isSetByFile({ assignments }: KongProcess, property: string): boolean {
  return assignments.some((each) => each.property === `${property}_file`);
}

function strongest(assignments: readonly Assignment[]): Assignment | undefined {
  let found: Assignment | undefined;
  for (const each of assignments)
    if (found === undefined || each.layer.rank >= found.layer.rank) found = each;
  return found;
}
