import type { Assignment } from "../model/assignment.ts";
import type { LuaValue } from "./lua/lua-value.ts";
import type { Provenance } from "./reading.ts";

/** A value on its way through the loader, before it has the type of its property. */
export interface Setting {
  readonly value: LuaValue;
  readonly provenance: Provenance;
  /** Unknown before run time; `value` then means nothing. */
  readonly opaque: boolean;
}

/** Settings by property name. */
export type Settings = ReadonlyMap<string, Setting>;

/** The assignment that a value goes back to, where a linted source shows it. */
export function assignmentBehind(provenance: Provenance): Assignment | undefined {
  return provenance.kind === "assignment" || provenance.kind === "alias" ? provenance.assignment : undefined;
}
