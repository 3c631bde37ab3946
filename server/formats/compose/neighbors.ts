import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Listed } from "../../model/deployment.ts";
import type { Neighbor } from "../../model/neighbor.ts";
import type { ServiceDefinition } from "./definition.ts";
import { commandOf, isStartUnknown, placedValue } from "./deployment.ts";
import { hostNamesOf, isPartial } from "./networks.ts";
import { anchorOf, type Project, unitOf } from "./project.ts";
import type { ComposeRun } from "./scalars.ts";

/**
 * All services of a project, as each of them sees the others.
 * @param isWhole whether the files that are read are known to be all of the project
 */
export function neighborsOf(
  project: Project,
  units: readonly LinkedUnit[],
  run: ComposeRun,
  isWhole: boolean,
): Listed<Neighbor> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const definitions = [...project.services.values()];
  return {
    items: definitions.map((definition) => neighborOf(definition, byId.get(unitOf(definition.name)), run)),
    isComplete:
      isWhole &&
      project.isComplete &&
      definitions.every((each) => each.open.length === 0 && !isPartial(each)),
  };
}

function neighborOf(definition: ServiceDefinition, unit: LinkedUnit | undefined, run: ComposeRun): Neighbor {
  const { fields, lists, file, pair } = definition;
  return {
    name: definition.name,
    at: anchorOf(definition),
    image: placedValue(fields.get("image"), run),
    command: unit?.deployment?.command ?? commandOf(fields.get("command"), run),
    entrypoint: unit?.deployment?.entrypoint ?? commandOf(fields.get("entrypoint"), run),
    isStartUnknown: isStartUnknown(definition, run),
    hosts: hostNamesOf(definition, run),
    isOptional: lists.has("profiles"),
    text: file.source.document.text.slice(pair.span.start, pair.span.end),
    kong:
      unit === undefined
        ? undefined
        : {
            unit: unit.id,
            release: unit.release,
            assignments: unit.assignments,
            isClosed: unit.absence.kind === "closed",
          },
  };
}
