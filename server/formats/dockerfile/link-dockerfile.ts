import type { Span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable, ToldRelease } from "../../model/config-unit.ts";
import type { Placed } from "../../model/deployment.ts";
import { locate, type UnitId, unitId } from "../../model/location.ts";
import { textOf, type Value } from "../../model/value.ts";
import { isKongCommand } from "../entrypoint/kong-command.ts";
import { readKongImage } from "../entrypoint/kong-image.ts";
import { isKongSetting } from "../entrypoint/kong-variables.ts";
import { derivedAssignment, derivedText, environmentAssignment } from "../environment-assignment.ts";
import type { FormatProblem, LinkContext, Linked, Surroundings } from "../format.ts";
import { layerOf } from "../layers.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";
import { pairLines } from "./pair-lines.ts";
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
  const legacy = surroundings.reader === LEGACY;
  const build = buildOf(source, surroundings, legacy);
  const stage = stageOf(build, surroundings.target);
  if (stage === undefined) return undefined;
  const chain = chainOf(stage);
  const root = chain[0] ?? stage;
  const reference = textOf(root.image.value);
  const image = reference === undefined ? undefined : readKongImage(reference, surroundings.images);
  const at = locate(source.id, root.image.at);
  const given = surroundings.imageEnvironment ?? image?.environment;
  const pairs = chain.flatMap((each) => each.pairs.map((pair) => ({ pair, stage: each })));
  const assignments: Assignment[] = [];
  const others: OtherVariable[] = [];
  for (const [name, text] of given ?? []) {
    const made = derivedAssignment(
      name,
      derivedText(text),
      layerOf("image", "ENV of the base image"),
      { what: "image", name: reference ?? "", version: undefined },
      at,
    );
    if (made === undefined) others.push({ variable: name, value: derivedText(text), at });
    else assignments.push(made);
  }
  for (const { pair, stage: owner } of pairs) {
    const made = assignmentOf(source, pair, owner, stage);
    if (made === undefined)
      others.push({ variable: pair.name, value: pair.value, at: locate(source.id, pair.wordSpan) });
    else assignments.push(made);
  }
  const runsKong = [stage.entrypoint, stage.command].some(
    (command) => command !== undefined && isKongCommand(command.words),
  );
  const setsKong = pairs.some(({ pair }) => isKongSetting(pair.name));
  return {
    assignments,
    others,
    release:
      image?.release === undefined
        ? undefined
        : { release: image.release, certainty: root.image.guessed ? "guessed" : "said", at },
    image: { value: root.image.value, at },
    command: placed(source, stage.command),
    entrypoint: placed(source, stage.entrypoint),
    isKong: runsKong || (image?.isKong ?? (setsKong ? true : undefined)),
    knowsBase: given !== undefined,
    anchor: stage.from.keywordSpan,
    faults: faultsOf(source, surroundings, build, chain, legacy),
  };
}

/** The process of a Dockerfile, and what the builder changes or refuses. */
export function linkDockerfile(source: DockerfileSource, context: LinkContext): Linked {
  const built = builtImage(source, context.surroundings);
  if (built === undefined || built.isKong !== true) return { units: [], problems: [] };
  const id = unitId("");
  const unit: LinkedUnit = {
    id,
    name: undefined,
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
  return { units: [unit], problems: built.faults.map((fault) => problemOf(source, fault, [id])) };
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
    lineSpan: pairLines(text, pair),
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
  legacy: boolean,
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
  return [...faults, ...unused, ...(legacy ? [] : disagreements(source, surroundings, chain))];
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
