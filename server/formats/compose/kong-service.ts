import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, ToldRelease } from "../../model/config-unit.ts";
import type { Deployment } from "../../model/deployment.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { isOfLibrary, type KongImage, readKongImage, toldByImage } from "../images/kong-image.ts";
import { areOfKong } from "../images/kong-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { dereference } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import { namesInEnvFiles } from "./env-files.ts";
import { entryName } from "./environment.ts";
import { type ComposeRun, locationOf, readScalar, textOfNode } from "./scalars.ts";
import { buildOf } from "./service-build.ts";

/** What is known of the image that a service runs. */
export interface ServiceImage {
  /** Settings that the image makes; the weakest layer. */
  readonly assignments: readonly Assignment[];
  readonly release: ToldRelease | undefined;
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  readonly draws: readonly Source[];
  readonly name: KongImage | undefined;
  /** How the image of a Dockerfile is started, where the service builds one that was read. */
  readonly built: Deployment | undefined;
}

/** A service that runs Kong, with its image. */
export interface KongService {
  readonly definition: ServiceDefinition;
  readonly image: ServiceImage;
}

/** The services that run Kong. Files of variables are looked into where nothing else tells that one does. */
export function kongServices(
  definitions: Iterable<ServiceDefinition>,
  run: ComposeRun,
  context: LinkContext,
): readonly KongService[] {
  const services = [...definitions];
  const find = (isBesideKong: boolean) =>
    services.flatMap((definition) => {
      const image = kongServiceImage(definition, run, context, isBesideKong);
      return image === undefined ? [] : [{ definition, image }];
    });
  const sure = find(true);
  return sure.length > 0 ? sure : find(false);
}

/**
 * The image of a service that runs Kong; undefined where the service runs something else.
 * @param isBesideKong whether another service runs Kong for a better reason than a file of variables, which may then be for that one
 */
function kongServiceImage(
  definition: ServiceDefinition,
  run: ComposeRun,
  context: LinkContext,
  isBesideKong: boolean,
): ServiceImage | undefined {
  const built = buildOf(definition, run, context);
  const image = definition.fields.get("image");
  const text = imageText(definition, run);
  const name = text === undefined ? undefined : readKongImage(text, context.surroundings.images);
  if (built?.unit !== undefined) return fromDockerfile(built.unit, built.source, name);
  if (!runsKong(definition, run, name) && !getsKong(definition, run, context, name, isBesideKong))
    return undefined;
  const at = image === undefined ? undefined : locationOf(image.file, image.node);
  const open = openness(built?.why, name, text, at, context);
  return {
    assignments: [],
    release: built === undefined || name?.release !== undefined ? toldBy(name, image, run) : undefined,
    open,
    draws: built?.source === undefined ? [] : [built.source],
    name,
    built: undefined,
  };
}

function runsKong(definition: ServiceDefinition, run: ComposeRun, name: KongImage | undefined): boolean {
  if (name?.isKong === true && name.maker !== "own") return true;
  if (!mayRunKong(name)) return false;
  if (name?.environment !== undefined) return true;
  const command = definition.fields.get("command");
  const first = command === undefined ? undefined : firstWord(command, run);
  if (name?.isKong === true && first === "kong") return true;
  return definition.environment.some((entry) => {
    const named = entryName(run, entry)?.name;
    const property = named === undefined ? undefined : propertyOfVariable(named);
    return property !== undefined && isKnownProperty(property);
  });
}

/** Whether the files of variables of a service show that it runs Kong. */
function getsKong(
  definition: ServiceDefinition,
  run: ComposeRun,
  context: LinkContext,
  name: KongImage | undefined,
  isBesideKong: boolean,
): boolean {
  if (!mayRunKong(name)) return false;
  const isNamed = name?.isKong === true || KONG_NAME.test(definition.name);
  if (isBesideKong && !isNamed) return false;
  const written = definition.environment.flatMap((entry) => entryName(run, entry)?.name ?? []);
  const names = namesInEnvFiles(definition.lists.get("env_file") ?? [], run, context);
  return areOfKong(isNamed ? [...written, ...names] : names, isNamed);
}

/** Whether the image of a service may run Kong, going by its name alone. */
export function mayBeKongService(
  definition: ServiceDefinition,
  run: ComposeRun,
  { surroundings }: LinkContext,
): boolean {
  const text = imageText(definition, run);
  return mayRunKong(text === undefined ? undefined : readKongImage(text, surroundings.images));
}

function imageText({ fields }: ServiceDefinition, run: ComposeRun): string | undefined {
  const image = fields.get("image");
  return image === undefined ? undefined : textOfNode(run, image.file, image.node);
}

function mayRunKong(name: KongImage | undefined): boolean {
  return name === undefined || (name.isKong !== false && !isOfLibrary(name));
}

/** How people name the service of a gateway. */
const KONG_NAME = /^(?:api-)?kong(?:[-_](?:gateway|gw|proxy|api|ee|enterprise|cp|dp|server))?$/i;

function firstWord({ file, node }: Owned, run: ComposeRun): string | undefined {
  const first = node.kind === "sequence" ? node.items[0]?.value : node;
  return textOfNode(run, file, first === undefined ? undefined : dereference(first))
    ?.trim()
    .split(/\s/)[0];
}

function toldBy(
  name: KongImage | undefined,
  image: Owned | undefined,
  run: ComposeRun,
): ToldRelease | undefined {
  if (image?.node.kind !== "scalar") return undefined;
  const { filled } = readScalar(run, image.file, image.node);
  const isGuess = (filled?.references ?? []).some(({ state }) => state !== "set");
  return toldByImage(name, locationOf(image.file, image.node), isGuess ? "guessed" : "said");
}

function openness(
  why: string | undefined,
  name: KongImage | undefined,
  text: string | undefined,
  at: Location | undefined,
  { surroundings }: LinkContext,
): ServiceImage["open"] {
  if (surroundings.imageEnvironment !== undefined) return [];
  if (why !== undefined) return [{ what: why, at }];
  if (name?.environment !== undefined) return [];
  return [{ what: `what the image ${text === undefined ? "" : `\`${text}\` `}sets is unknown`, at }];
}

function fromDockerfile(
  unit: LinkedUnit,
  source: Source | undefined,
  name: KongImage | undefined,
): ServiceImage {
  return {
    assignments: unit.assignments,
    release: unit.release,
    // What a container may be given when it is started, the service says.
    open: unit.absence.kind === "open" ? unit.absence.because.filter(({ at }) => at !== undefined) : [],
    draws: source === undefined ? [] : [source],
    name,
    built: unit.deployment,
  };
}
