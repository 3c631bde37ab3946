import type { ConfigUnit } from "../../model/config-unit.ts";
import type { HostEnvironment } from "../host-environment.ts";
import { upperAscii } from "../lua/ascii-case.ts";
import type { Provenance } from "../reading.ts";

/** One variable of the process that Kong would run in. */
export interface Variable {
  readonly text: string;
  readonly provenance: Provenance;
  readonly opaque: boolean;
}

/** The variables by name. */
export type Environment = ReadonlyMap<string, Variable>;

/** The environment that Kong would see: that of the world, and over it the variables that the unit sets. */
export function environmentOf(unit: ConfigUnit, world: HostEnvironment): Environment {
  const environment = new Map<string, Variable>();
  for (const [variable, text] of world.environment)
    environment.set(variable, { text, provenance: { kind: "variable", variable }, opaque: false });
  for (const assignment of unit.assignments)
    if (assignment.channel === "environment")
      environment.set(assignment.variable, {
        text: assignment.rawValue,
        provenance: { kind: "assignment", assignment },
        opaque: assignment.opaque !== undefined,
      });
  return environment;
}

/** The variable that sets a property: `KONG_` and the name in capitals (ASCII letters alone change). */
export function variableOf(property: string): string {
  return `KONG_${upperAscii(property)}`;
}
