import type { Assignment } from "../../model/assignment.ts";
import type { Absence, LinkedUnit } from "../../model/config-unit.ts";
import type { Listed } from "../../model/deployment.ts";
import type { LinkContext, Linked } from "../../model/format.ts";
import { type Location, locate, type SourceId, type UnitId } from "../../model/location.ts";
import type { Neighbor } from "../../model/neighbor.ts";
import type { Source } from "../../model/source.ts";
import { imageVariables } from "../shared/image-variables.ts";
import { IMAGE_LAYER } from "../shared/layers.ts";
import { Problems } from "../shared/problems.ts";
import type { Lookup } from "../shared/variables.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import type { ComposeSource } from "./compose-source.ts";
import type { ServiceDefinition } from "./definition.ts";
import { readDeployment } from "./deployment.ts";
import type { EntryContext } from "./entry-problems.ts";
import { readEnvFiles } from "./env-files.ts";
import { entryName, readEntry, readOther } from "./environment.ts";
import { kongServices, type ServiceImage } from "./kong-service.ts";
import { mountsOf } from "./mounted.ts";
import { readMounts } from "./mounts.ts";
import { neighborsOf } from "./neighbors.ts";
import { type NetworkHosts, networkHosts } from "./networks.ts";
import { anchorOf, type Project, unitOf } from "./project.ts";
import { isWholeProject, readCall } from "./read-call.ts";
import type { ComposeRun } from "./scalars.ts";
import { checkFile } from "./schema.ts";

/** What the services of one project share. */
interface Linker {
  readonly run: ComposeRun;
  readonly shell: Lookup;
  readonly context: LinkContext;
  readonly problems: Problems;
  readonly project: Project;
  readonly hosts: NetworkHosts;
  /** Sources that all services draw on: `.env`, where it fills in something. */
  readonly around: readonly Source[];
  readonly own: SourceId;
}

/** The services of a Compose file that run Kong, and what Compose drops, changes or refuses on the way to their environment. */
export function linkCompose(source: ComposeSource, context: LinkContext): Linked {
  const problems = new Problems();
  const { project, run, shell, dotenv } = readCall(source, context, problems);
  const kong = kongServices(project.services.values(), run, context);
  if (kong.length === 0) return { units: [], problems: [] };
  for (const file of project.files) checkFile(file, run, problems);
  const linker: Linker = {
    run,
    shell,
    context,
    problems,
    project,
    hosts: networkHosts(project, run),
    around: dotenv === undefined ? [] : [dotenv],
    own: source.document.path,
  };
  const units = kong.map(({ definition, image }) => linkService(linker, definition, image));
  const neighbors = neighborsOf(project, units, run, isWholeProject(source, context));
  return {
    units: units.map((unit) => besideNeighbors(unit, neighbors)),
    problems: problems.list(units.map(({ id }) => id)),
  };
}

function besideNeighbors(unit: LinkedUnit, neighbors: Listed<Neighbor>): LinkedUnit {
  const { deployment } = unit;
  return deployment === undefined ? unit : { ...unit, deployment: { ...deployment, neighbors } };
}

function linkService(linker: Linker, definition: ServiceDefinition, image: ServiceImage): LinkedUnit {
  const { run, context, problems } = linker;
  const id = unitOf(definition.name);
  checkEnvironment(linker, definition, id);
  const entry: EntryContext = { run, unit: id, service: definition.name, problems };
  const files = readEnvFiles(
    definition.lists.get("env_file") ?? [],
    run,
    linker.shell,
    context,
    problems,
    id,
  );
  const environment = definition.environment.flatMap((each) => readEntry(entry, each) ?? []);
  const others = definition.environment.flatMap((each) => readOther(entry, each) ?? []);
  const mounted = mountsOf(definition, run);
  const mounts = readMounts(definition, mounted.items, run, context);
  const because = [
    ...definition.open,
    ...image.open,
    ...files.open,
    ...mounts.open,
    ...unknownNames(definition, run),
  ];
  const absence: Absence = because.length === 0 ? { kind: "closed" } : { kind: "open", because };
  const anchor = anchorOf(definition);
  reportRepeats(linker, environment, id);
  return {
    id,
    name: `service ${definition.name}`,
    anchor,
    extent: locate(definition.file.source.document.path, definition.pair.span),
    assignments: [
      ...imageAssignments(image, context, anchor),
      ...mounts.assignments,
      ...files.assignments,
      ...environment,
    ],
    others: [...files.others, ...others],
    release: image.release,
    absence,
    draws: drawsOf(
      [...definition.draws, ...files.draws, ...image.draws, ...mounts.draws, ...linker.around],
      linker.own,
    ),
    deployment: readDeployment(definition, linker, mounted, run, image.built),
    reader: run.dialect.reader,
  };
}

function drawsOf(sources: readonly Source[], own: SourceId): SourceId[] {
  return [...new Set([own, ...sources.map(({ document }) => document.path)])];
}

/** `environment` must be a map or a list, and the items of a list text. */
function checkEnvironment({ run, problems }: Linker, definition: ServiceDefinition, unit: UnitId): void {
  const items = definition.environment.filter(
    ({ form, key }) =>
      form === "list" && key.kind === "scalar" && resolveScalar(key, run.dialect.yaml).type !== "text",
  );
  const bad = [...definition.badEnvironment, ...items.map(({ file, key }) => ({ file, node: key }))];
  for (const { file, node } of bad) {
    const { text } = file.source.document;
    const { start, end } = node.span;
    if (file.source.yaml.isTemplate || text.startsWith("{{", start)) continue;
    problems.add(unit, {
      kind: "refused",
      at: locate(file.source.document.path, { start, end }),
      refuses: true,
      before: text.slice(start, end),
      detail: `${run.dialect.name} accepts only a map or a list of \`NAME=value\` in \`environment\``,
    });
  }
}

/** Entries whose name is filled in at run time may set anything. */
function unknownNames(
  definition: ServiceDefinition,
  run: ComposeRun,
): { readonly what: string; readonly at: Location }[] {
  return definition.environment.flatMap((entry) =>
    entryName(run, entry) === undefined
      ? [{ what: "the name of a variable is known at run time only", at: entry.span }]
      : [],
  );
}

/** In a list, the last of two entries wins; in maps Compose refuses the second one. */
function reportRepeats({ run, problems }: Linker, assignments: readonly Assignment[], unit: UnitId): void {
  const last = new Map<string, Assignment>();
  for (const assignment of assignments) {
    const before = last.get(assignment.variable);
    last.set(assignment.variable, assignment);
    if (before === undefined || !isSameList(before, assignment)) continue;
    problems.add(unit, {
      kind: "duplicate",
      at: before.nameSpan,
      name: assignment.variable,
      before: before.rawValue,
      after: assignment.rawValue,
      detail: `${run.dialect.name} uses the last of two entries for \`${assignment.variable}\``,
    });
  }
}

/** Whether two assignments stand in one list, rather than in a base and what extends it. */
function isSameList(a: Assignment, b: Assignment): boolean {
  return (
    a.origin.kind === "written" &&
    b.origin.kind === "written" &&
    a.origin.address === b.origin.address &&
    a.span.source === b.span.source
  );
}

/** What the image sets: its variables as given, those of settings, or those of its Dockerfile. */
function imageAssignments(
  image: ServiceImage,
  { surroundings }: LinkContext,
  anchor: Location,
): Assignment[] {
  const given = surroundings.imageEnvironment ?? image.name?.environment;
  return [
    ...image.assignments.map((each) => ({ ...each, layer: { ...each.layer, rank: IMAGE_LAYER.rank } })),
    ...imageVariables(given, anchor),
  ];
}
