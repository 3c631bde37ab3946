import type { Span } from "../../../grammar/text/span.ts";
import { namedRelease } from "../../../schemas/named-release.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { OtherVariable, ToldRelease } from "../../model/config-unit.ts";
import type { Deployment } from "../../model/deployment.ts";
import { type Location, locate } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";
import { isKongCommand } from "../entrypoint/kong-command.ts";
import { readKongImage, toldByImage } from "../images/kong-image.ts";
import { derivedAssignment, derivedText, environmentAssignment } from "../shared/environment-assignment.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { layerOf } from "../shared/layers.ts";
import { indexedLinesOf } from "../shared/text-lines.ts";
import type { Build, BuildFault, EnvPair, Stage } from "./build.ts";
import { type BuildSurroundings, buildOf, faultsOf, isLegacy } from "./build-faults.ts";
import { builtDeployment } from "./built-deployment.ts";
import type { DockerfileSource } from "./dockerfile-source.ts";

/** What a build brings into a container, for a Dockerfile alone or for what builds with it. */
export interface BuiltImage {
  /** Variables of the base image and of `ENV`, weakest first. */
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
  readonly release: ToldRelease | undefined;
  /** The process of the image, beside its settings. */
  readonly deployment: Deployment;
  /** undefined: nothing says so. */
  readonly isKong: boolean | undefined;
  /** Whether all variables of the base image are known. */
  readonly knowsBase: boolean;
  /** The stage that is built: its name and its `FROM`. */
  readonly anchor: Span;
  readonly faults: readonly BuildFault[];
}

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

/** The image of one stage of a build. */
export function imageOf(
  source: DockerfileSource,
  surroundings: BuildSurroundings,
  build: Build,
  stage: Stage,
): BuiltImage {
  const chain = chainOf(stage);
  const root = chain[0] ?? stage;
  const reference = textOf(root.image.value);
  const image = reference === undefined ? undefined : readKongImage(reference, surroundings.images);
  const at = locate(source.document.path, root.image.at);
  const given = surroundings.imageEnvironment ?? image?.environment;
  const variables = variablesOf(source, chain, stage, given ?? [], { reference: reference ?? "", at });
  const runsKong = [stage.entrypoint, stage.command].some(
    (command) => command !== undefined && isKongCommand(command.words),
  );
  const setsKong = chain.some(({ pairs }) => pairs.some(({ name }) => isKongSetting(name)));
  return {
    ...variables,
    release:
      toldByImage(image, at, root.image.guessed ? "guessed" : "said") ?? installedRelease(source, chain),
    deployment: builtDeployment(source, stage, { value: root.image.value, at }),
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
  return {
    release: { edition, version },
    certainty: "said",
    at: locate(source.document.path, pair.valueSpan),
  };
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
        at: locate(source.document.path, pair.wordSpan),
      });
  return { assignments, others };
}

/** The stage that is built: the last one, or that of a name or number. */
export function stageOf({ stages }: Build, target: string | undefined): Stage | undefined {
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

function assignmentOf(
  source: DockerfileSource,
  pair: EnvPair,
  owner: Stage,
  built: Stage,
): Assignment | undefined {
  const { text } = source.document;
  const stage = owner === built || owner.name === undefined ? "" : `${owner.name}.`;
  return environmentAssignment({
    source: source.document.path,
    text,
    layer: layerOf("build", "ENV of the Dockerfile"),
    origin: { kind: "written", address: `${stage}ENV.${pair.name}` },
    writtenName: text.slice(pair.nameSpan.start, pair.nameSpan.end),
    variable: pair.name,
    nameSpan: pair.nameSpan,
    valueSpan: pair.valueSpan,
    innerSpan: withoutQuotes(text, pair.valueSpan),
    lineSpan: indexedLinesOf(source.document, pair.wordSpan),
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
