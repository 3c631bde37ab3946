import { variableOf } from "../loader/layers/environment.ts";
import { type Provenance, Reading } from "../loader/reading.ts";
import type { ConfigUnit } from "../model/config-unit.ts";

/**
 * What rules may conclude from of a reading. A container may be given settings that nothing here shows, by an image, a file that was
 * not read, or when it is started: a default then tells as little as a value that only exists at run time. In Kong's own file and in
 * files of variables rules say in their messages what the environment may add.
 */
export function conclusiveReading(reading: Reading, unit: ConfigUnit): Reading {
  if (unit.format.owns || unit.absence.kind === "closed") return reading;
  const isOpen = (property: string): boolean => {
    const kind = reading.properties.get(property)?.provenance.kind;
    return kind === undefined || kind === "default";
  };
  const properties = new Map(
    [...reading.properties].map(([name, property]) => [
      name,
      isOpen(name)
        ? { ...property, value: undefined, opaque: true, provenance: mayBeVariable(name) }
        : property,
    ]),
  );
  return new Reading({
    unit: reading.unit,
    release: reading.release,
    properties,
    changed: reading.changed,
    losses: reading.losses,
    refusals: reading.refusals().filter(({ property }) => !isOpen(property)),
    nodeRefusals: reading.nodeRefusals.filter(({ property }) => !isOpen(property)),
    warnings: reading.warnings,
  });
}

/** Where a value may come from that nothing here shows. */
function mayBeVariable(property: string): Provenance {
  return { kind: "variable", variable: variableOf(property) };
}
