import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, ToldRelease } from "../../model/config-unit.ts";
import type { Deployment } from "../../model/deployment.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { isOfLibrary, type KongImage, readKongImage, toldByImage } from "../images/kong-image.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { unresolved } from "../shared/unresolved.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference } from "../yaml/tree.ts";
import type { Owned, ServiceDefinition } from "./definition.ts";
import { entryName } from "./environment.ts";
import { type ComposeRun, locationOf, readScalar, textOfNode } from "./scalars.ts";

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

/** The image of a service that runs Kong; undefined where the service runs something else. */
export function kongServiceImage(
  definition: ServiceDefinition,
  run: ComposeRun,
  context: LinkContext,
): ServiceImage | undefined {
  const built = buildOf(definition, run, context);
  const image = definition.fields.get("image");
  const text = image === undefined ? undefined : textOfNode(run, image.file, image.node);
  const name = text === undefined ? undefined : readKongImage(text, context.surroundings.images);
  if (built?.unit !== undefined) return fromDockerfile(built.unit, built.source, name);
  if (!runsKong(definition, run, name)) return undefined;
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
  if (name !== undefined && (name.isKong === false || isOfLibrary(name))) return false;
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

/** What is known of the image that `build:` makes. */
interface Build {
  /** The last stage of the Dockerfile, where it is known to run Kong. */
  readonly unit: LinkedUnit | undefined;
  readonly source: Source | undefined;
  /** Why more is not known. */
  readonly why: string | undefined;
}

/** What the Dockerfile of `build:` makes; undefined where the service builds nothing. */
function buildOf({ fields }: ServiceDefinition, run: ComposeRun, context: LinkContext): Build | undefined {
  const build = fields.get("build");
  if (build === undefined) return undefined;
  const { file, node } = build;
  const unknown = (why: string): Build => ({ unit: undefined, source: undefined, why });
  const settings =
    node.kind === "mapping"
      ? new Map(entriesOf(node).entries.map(({ key, pair }) => [key, dereference(pair.value)]))
      : new Map([["context", node]]);
  const text = (key: string, fallback: string): string | undefined =>
    settings.has(key) ? textOfNode(run, file, settings.get(key)) : fallback;
  if (settings.has("dockerfile_inline")) return unknown("the Dockerfile is inside the Compose file");
  const folder = text("context", ".");
  const name = text("dockerfile", "Dockerfile");
  if (folder === undefined || name === undefined)
    return unknown("the path of the Dockerfile is known at run time only");
  const path = joinPath(folder, name);
  const at = locationOf(file, settings.get("dockerfile") ?? settings.get("context") ?? node);
  const resolved = context.resolve(
    { role: "image", path, reader: undefined, optional: false, at },
    file.base,
  );
  if (resolved.kind !== "source") return unknown(`the Dockerfile \`${path}\` ${unresolved(resolved)}`);
  const { source } = resolved;
  const target = text("target", context.surroundings.target ?? "");
  const linked = source.format.link(source, {
    ...context,
    surroundings: {
      ...context.surroundings,
      ...(target === undefined || target === "" ? {} : { target }),
      buildArguments: new Map([
        ...(context.surroundings.buildArguments ?? []),
        ...buildArguments(file, settings.get("args"), run),
      ]),
    },
  });
  const unit = linked.units.at(-1);
  const why = unit === undefined ? `what the Dockerfile \`${path}\` makes is unknown` : undefined;
  return { unit, source, why };
}

function buildArguments(
  file: Owned["file"],
  args: Owned["node"] | undefined,
  run: ComposeRun,
): [string, string][] {
  if (args?.kind === "mapping")
    return entriesOf(args).entries.flatMap(({ key, pair }) => {
      const value = textOfNode(run, file, dereference(pair.value));
      return value === undefined ? [] : [[key, value] as [string, string]];
    });
  if (args?.kind !== "sequence") return [];
  return args.items.flatMap((item) => {
    const text = textOfNode(run, file, dereference(item.value)) ?? "";
    const sign = text.indexOf("=");
    return sign < 0 ? [] : [[text.slice(0, sign), text.slice(sign + 1)] as [string, string]];
  });
}

function joinPath(folder: string, name: string): string {
  if (name.startsWith("/") || folder === "." || folder === "./" || folder === "") return name;
  return `${folder.replace(/\/+$/, "")}/${name}`;
}
