import { variableOf } from "../../loader/layers/environment.ts";
import type { Assignment } from "../../model/assignment.ts";
import { baseName } from "../../platform/paths.ts";
import type { DocumentAnalysis, WorkspaceDocument } from "../document-analysis.ts";
import type { FeatureContext } from "../feature.ts";

/** A variable that wins over a line of a kong.conf where Kong is started with it. */
export interface Override {
  readonly variable: string;
  /** Where it is set; undefined for the environment that the settings name. */
  readonly source: { readonly document: WorkspaceDocument; readonly assignment: Assignment } | undefined;
}

/** `kong.env`, or words for the environment of the process. */
export function overrideSource({ source }: Override): string {
  return source === undefined ? "the environment" : baseName(source.document.path);
}

/**
 * The properties that the environment sets over a kong.conf: from the environment of the settings, and from the files of
 * variables beside it. Nothing overrides a variable itself.
 */
export async function overridesOf(
  document: DocumentAnalysis,
  context: FeatureContext,
): Promise<ReadonlyMap<string, Override>> {
  const { unit, reading } = document.analysis;
  const overrides = new Map<string, Override>();
  if (unit.file === undefined) return overrides;
  for (const neighbour of await context.neighbours(document)) {
    if (neighbour.unit.otherLines === undefined) continue;
    for (const assignment of neighbour.unit.assignments)
      if (assignment.writtenName === variableOf(assignment.property))
        overrides.set(assignment.property, {
          variable: assignment.writtenName,
          source: { document: neighbour, assignment },
        });
  }
  const world = document.settings.lint.world?.environment;
  if (world === undefined || world.size === 0) return overrides;
  for (const property of reading.properties.keys()) {
    const variable = variableOf(property);
    if (world.has(variable)) overrides.set(property, { variable, source: undefined });
  }
  return overrides;
}
