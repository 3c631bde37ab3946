import type { LinkedUnit } from "../../model/config-unit.ts";
import type { FormatProblem, LinkContext, Linked } from "../../model/format.ts";
import { locate, type UnitId, unitId } from "../../model/location.ts";
import { isKongCommand } from "../entrypoint/kong-command.ts";
import type { Build, BuildFault, Stage } from "./build.ts";
import { buildOf, isLegacy } from "./build-faults.ts";
import { type BuiltImage, imageOf, stageOf } from "./built-image.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";

/** The processes of a Dockerfile, and what the builder changes or refuses. */
export function linkDockerfile(source: DockerfileSource, context: LinkContext): Linked {
  const { surroundings } = context;
  const build = buildOf(source, surroundings, isLegacy(surroundings));
  const last = stageOf(build, surroundings.target);
  const units: LinkedUnit[] = [];
  const problems: FormatProblem[] = [];
  const stages = surroundings.target === undefined ? [last, ...targetsBeside(build, last)] : [last];
  for (const stage of stages) {
    if (stage === undefined) continue;
    const built = imageOf(source, surroundings, build, stage);
    if (built.isKong !== true) continue;
    const id = unitId(stage === last ? "" : (stage.name ?? ""));
    units.push(unitOf(source, built, id, stage === last ? undefined : `stage ${stage.name}`));
    for (const fault of built.faults) problems.push(problemOf(source, fault, [id]));
  }
  return { units, problems: mergeUnits(problems) };
}

/**
 * Stages before the last that are images of their own: they have a name, no other stage builds on them, and they say themselves that
 * they run Kong.
 */
function targetsBeside({ stages }: Build, last: Stage | undefined): readonly Stage[] {
  const bases = new Set(stages.map(({ base }) => base));
  return stages.filter(
    (stage) =>
      stage !== last &&
      stage.name !== undefined &&
      !bases.has(stage) &&
      [stage.entrypoint, stage.command].some(
        (command) => command !== undefined && isKongCommand(command.words),
      ),
  );
}

/** What is wrong for several stages is told once. */
function mergeUnits(problems: readonly FormatProblem[]): readonly FormatProblem[] {
  const merged = new Map<string, FormatProblem>();
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.at.start} ${problem.at.end} ${problem.name}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? problem : { ...known, units: [...known.units, ...problem.units] });
  }
  return [...merged.values()];
}

function unitOf(
  source: DockerfileSource,
  built: BuiltImage,
  id: UnitId,
  name: string | undefined,
): LinkedUnit {
  return {
    id,
    name,
    anchor: locate(source.document.path, built.anchor),
    extent: locate(source.document.path, { start: 0, end: source.document.text.length }),
    assignments: built.assignments,
    others: built.others,
    release: built.release,
    absence: {
      kind: "open",
      because: [
        ...(built.knowsBase
          ? []
          : [{ what: "what the base image sets is unknown", at: built.deployment.image?.at }]),
        { what: "the container may be given more variables when it is started", at: undefined },
      ],
    },
    draws: [source.document.path],
    deployment: built.deployment,
  };
}

/** A fault of a build as a problem of units. */
export function problemOf(
  source: DockerfileSource,
  fault: BuildFault,
  units: readonly UnitId[],
): FormatProblem {
  const { at, leaves, correction, stage: _, ...rest } = fault;
  const { path } = source.document;
  return {
    ...rest,
    at: locate(path, at),
    units,
    ...(leaves === undefined ? {} : { leaves: locate(path, leaves) }),
    ...(correction === undefined ? {} : { correction: { ...correction, at: locate(path, correction.at) } }),
  };
}
