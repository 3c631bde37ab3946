import type { Span } from "../../../grammar/text/span.ts";
import { namedRelease } from "../../../schemas/named-release.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable, ToldRelease } from "../../model/config-unit.ts";
import type { Placed } from "../../model/deployment.ts";
import { type Location, locate, type UnitId, unitId } from "../../model/location.ts";
import { textOf, type Value } from "../../model/value.ts";
import { isKongCommand } from "../entrypoint/kong-command.ts";
import { readKongImage } from "../entrypoint/kong-image.ts";
import { isKongSetting } from "../entrypoint/kong-variables.ts";
import { derivedAssignment, derivedText, environmentAssignment } from "../environment-assignment.ts";
import type { FormatProblem, LinkContext, Linked, Surroundings } from "../format.ts";
import { layerOf } from "../layers.ts";
import { indexedLinesOf } from "../text-lines.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import {
  type Build,
  type BuildFault,
  type EnvPair,
  runBuild,
  type Stage,
  type StageCommand,
} from "./stages.ts";

/** What a build brings into a container, for a Dockerfile alone or for what builds with it. */
export interface BuiltImage {
  /** Variables of the base image and of `ENV`, weakest first. */
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
  readonly release: ToldRelease | undefined;
  /** What the first `FROM` of the chain names. */
  readonly image: Placed<Value>;
  readonly command: Placed<readonly string[]> | undefined;
  readonly entrypoint: Placed<readonly string[]> | undefined;
  /** undefined: nothing says so. */
  readonly isKong: boolean | undefined;
  /** Whether all variables of the base image are known. */
  readonly knowsBase: boolean;
  /** The stage that is built: its name and its `FROM`. */
  readonly anchor: Span;
  readonly faults: readonly BuildFault[];
}

/** What surrounds a build. */
export type BuildSurroundings = Pick<
  Surroundings,
  "buildArguments" | "imageEnvironment" | "images" | "target" | "reader"
>;

/** The reader that stands for the builder before BuildKit. */
const LEGACY = "docker-legacy-builder";

/**
 * The image that a Dockerfile builds: the last stage, or the target. `build:` of Compose puts its assignments below its own layers.
 * @returns undefined without a `FROM`, or where no stage has the name of the target
 */
export function builtImage(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
): BuiltImage | undefined {
  const build = buildOf(source, surroundings, isLegacy(surroundings));
  const stage = stageOf(build, surroundings.target);
  return stage === undefined ? undefined : imageOf(source, surroundings, build, stage);
}

function isLegacy({ reader }: BuildSurroundings): boolean {
  return reader === LEGACY;
}

function imageOf(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  build: Build,
  stage: Stage,
): BuiltImage {
  const chain = chainOf(stage);
  const root = chain[0] ?? stage;
  const reference = textOf(root.image.value);
  const image = reference === undefined ? undefined : readKongImage(reference, surroundings.images);
  const at = locate(source.id, root.image.at);
  const given = surroundings.imageEnvironment ?? image?.environment;
  const variables = variablesOf(source, chain, stage, given ?? [], { reference: reference ?? "", at });
  const runsKong = [stage.entrypoint, stage.command].some(
    (command) => command !== undefined && isKongCommand(command.words),
  );
  const setsKong = chain.some(({ pairs }) => pairs.some(({ name }) => isKongSetting(name)));
  return {
    ...variables,
    release:
      image?.release === undefined
        ? installedRelease(source, chain)
        : { release: image.release, certainty: root.image.guessed ? "guessed" : "said", at },
    image: { value: root.image.value, at },
    command: placed(source, stage.command),
    entrypoint: placed(source, stage.entrypoint),
    isKong: runsKong || (image?.isKong ?? (setsKong ? true : undefined)),
    knowsBase: given !== undefined,
    anchor: stage.from.keywordSpan,
    faults: faultsOf(source, surroundings, build, chain),
  };
}

/** The version that an image which installs Kong itself says of it, as Kong's own Dockerfiles do. */
function installedRelease(source: DockerfileSource, chain: readonly Stage[]): ToldRelease | undefined {
  const pair = chain.flatMap(({ pairs }) => pairs).findLast(({ name }) => name === "KONG_VERSION");
  const text = pair === undefined ? undefined : textOf(pair.value);
  if (pair === undefined || text === undefined || !/^\d+(?:\.\d+)+$/.test(text)) return undefined;
  const named = namedRelease(text);
  if (named === undefined) return undefined;
  const { edition, version } = named;
  return { release: { edition, version }, certainty: "said", at: locate(source.id, pair.valueSpan) };
}

function variablesOf(
  source: DockerfileSource,
  chain: readonly Stage[],
  stage: Stage,
  given: Iterable<readonly [string, string]>,
  { reference, at }: { reference: string; at: Location },
): Pick<BuiltImage, "assignments" | "others"> {
  const assignments: Assignment[] = [];
  const others: OtherVariable[] = [];
  const keep = (made: Assignment | undefined, other: OtherVariable): void => {
    if (made === undefined) others.push(other);
    else assignments.push(made);
  };
  const by = { what: "image", name: reference, version: undefined } as const;
  const layer = layerOf("image", "ENV of the base image");
  for (const [variable, text] of given) {
    const value = derivedText(text);
    keep(derivedAssignment(variable, value, layer, by, at), { variable, value, at });
  }
  for (const owner of chain)
    for (const pair of owner.pairs)
      keep(assignmentOf(source, pair, owner, stage), {
        variable: pair.name,
        value: pair.value,
        at: locate(source.id, pair.wordSpan),
      });
  return { assignments, others };
}

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
    anchor: locate(source.id, built.anchor),
    extent: locate(source.id, { start: 0, end: source.text.text.length }),
    assignments: built.assignments,
    others: built.others,
    release: built.release,
    absence: {
      kind: "open",
      because: [{ what: "the container may be given more variables when it is started", at: undefined }],
    },
    draws: [source.id],
    deployment: {
      image: built.image,
      command: built.command,
      entrypoint: built.entrypoint,
      ports: [],
      portsAreComplete: false,
      network: "other",
      reachableHosts: undefined,
    },
  };
}

/** A fault of a build as a problem of units. */
export function problemOf(
  source: DockerfileSource,
  fault: BuildFault,
  units: readonly UnitId[],
): FormatProblem {
  const { kind, name, refuses, before, after, detail } = fault;
  return { kind, at: locate(source.id, fault.at), units, name, refuses, before, after, detail };
}

function buildOf(source: DockerfileSource, surroundings: BuildSurroundings, legacyBuilder: boolean): Build {
  return runBuild(source.syntax, {
    source: source.id,
    text: source.text.text,
    buildArguments: surroundings.buildArguments,
    legacyBuilder,
    imageEnvironment: (reference) =>
      surroundings.imageEnvironment ??
      (reference === undefined ? undefined : readKongImage(reference, surroundings.images).environment),
  });
}

function stageOf({ stages }: Build, target: string | undefined): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  const name = target.toLowerCase();
  return stages.findLast((stage) => stage.name?.toLowerCase() === name) ?? stages[numberOf(target)];
}

function numberOf(target: string): number {
  return /^\d{1,6}$/.test(target) ? Number(target) : -1;
}

function chainOf(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let each: Stage | undefined = stage; each !== undefined; each = each.base) chain.push(each);
  return chain.reverse();
}

function placed(
  source: DockerfileSource,
  command: StageCommand | undefined,
): Placed<readonly string[]> | undefined {
  return command === undefined ? undefined : { value: command.words, at: locate(source.id, command.at) };
}

function assignmentOf(
  source: DockerfileSource,
  pair: EnvPair,
  owner: Stage,
  built: Stage,
): Assignment | undefined {
  const { text } = source.text;
  const stage = owner === built || owner.name === undefined ? "" : `${owner.name}.`;
  return environmentAssignment({
    source: source.id,
    text,
    layer: layerOf("build", "ENV of the Dockerfile"),
    origin: { kind: "written", address: `${stage}ENV.${pair.name}` },
    writtenName: text.slice(pair.nameSpan.start, pair.nameSpan.end),
    variable: pair.name,
    nameSpan: pair.nameSpan,
    valueSpan: pair.valueSpan,
    innerSpan: withoutQuotes(text, pair.valueSpan),
    lineSpan: indexedLinesOf(source.text, pair.wordSpan),
    value: pair.value,
  });
}

/** A span without the quotes around all of it. */
function withoutQuotes(text: string, { start, end }: Span): Span {
  const quote = text[start];
  const quoted = end - start >= 2 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  const alone = quoted && text.indexOf(quote, start + 1) === end - 1;
  return alone ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Faults of the stages that are built; what no builder can read counts wherever it is. */
function faultsOf(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  build: Build,
  chain: readonly Stage[],
): readonly BuildFault[] {
  const inChain = new Set(chain.map(({ index }) => index));
  const atParse = new Set(["unquoted-blank", "syntax", "unknown-instruction", "missing-continuation"]);
  const faults = build.faults.filter(
    ({ kind, stage }) => stage === undefined || inChain.has(stage) || atParse.has(kind),
  );
  const unused = chain.flatMap((stage) =>
    stage.arguments
      .filter(
        ({ name, used }) => !used && isKongSetting(name) && !stage.pairs.some((pair) => pair.name === name),
      )
      .map(
        ({ name, at }): BuildFault => ({
          kind: "argument-only",
          at,
          name,
          refuses: false,
          before: source.text.text.slice(at.start, at.end),
          after: undefined,
          detail: `\`ARG\` holds during the build only; the process never gets \`${name}\``,
          stage: undefined,
        }),
      ),
  );
  return [
    ...faults,
    ...unused,
    ...(isLegacy(surroundings) ? [] : disagreements(source, surroundings, chain)),
  ];
}

/** Where an `ARG` follows an `ENV` of the same name, BuildKit and the builder before it fill in different values. */
function disagreements(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  chain: readonly Stage[],
): readonly BuildFault[] {
  const names = new Set(chain.flatMap(({ pairs }) => pairs.map(({ name }) => name)));
  if (!chain.some((stage) => stage.arguments.some(({ name }) => names.has(name)))) return [];
  const older = buildOf(source, surroundings, true);
  return chain.flatMap((stage) => {
    const other = older.stages[stage.index];
    return stage.pairs.flatMap((pair, index): BuildFault[] => {
      const now = textOf(pair.value);
      const then = textOf(other?.pairs[index]?.value ?? pair.value);
      if (now === undefined || then === undefined || now === then) return [];
      return [
        {
          kind: "readers-disagree",
          at: pair.valueSpan,
          name: pair.name,
          refuses: false,
          before: now,
          after: then,
          detail: "BuildKit fills in the `ARG`, the builder before it the `ENV` of the same name",
          stage: undefined,
        },
      ];
    });
  });
}
