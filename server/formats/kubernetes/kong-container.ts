import type { ToldRelease } from "../../model/config-unit.ts";
import type { Placed } from "../../model/deployment.ts";
import type { Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { isOfLibrary, type KongImage, readKongImage, toldByImage } from "../images/kong-image.ts";
import { areOfKong } from "../images/kong-names.ts";
import { isKongSetting, isNoSetting } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Cluster } from "./cluster.ts";
import { namesFromSets } from "./container-sets.ts";
import type { Container } from "./pods.ts";
import { locationOf, piecesOfText, readText } from "./scalars.ts";

/** What is known of the image of a container that runs Kong. */
export interface ContainerImage {
  readonly image: Placed<Value> | undefined;
  readonly name: KongImage | undefined;
  readonly release: ToldRelease | undefined;
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
}

/** What the ConfigMaps and Secrets of `envFrom` tell of containers whose image says nothing. */
interface SetVariables {
  namesOf(container: Container): readonly string[];
  /** Whether another container of the manifest runs Kong for a better reason: settings may then be there for that one. */
  readonly isBesideKong: boolean;
}

/** The containers that run Kong. Sets of variables are looked into where nothing else tells that one does. */
export function imagesOfKong(
  containers: readonly Container[],
  surroundings: Surroundings,
  cluster: Cluster,
): readonly { readonly container: Container; readonly image: ContainerImage }[] {
  const find = (isBesideKong: boolean) =>
    containers.flatMap((container) => {
      const sets = { isBesideKong, namesOf: (each: Container) => namesFromSets(each, cluster) };
      const image = kongImageOf(container, surroundings, sets);
      return image === undefined ? [] : [{ container, image }];
    });
  const sure = find(true);
  return sure.length > 0 ? sure : find(false);
}

/** An image that a kustomization or a person replaces. */
const PLACEHOLDER = /placeholder|^<|^\$|^\(/;

/** The image of a container that runs Kong; undefined where the container runs something else. */
function kongImageOf(
  container: Container,
  { images, imageEnvironment }: Surroundings,
  sets: SetVariables,
): ContainerImage | undefined {
  const { source } = container.pod.owner;
  const node = container.fields.get("image")?.node;
  const read = node === undefined ? undefined : readText(source, node);
  const pieces = read?.kind === "text" ? piecesOfText(read.cooked) : undefined;
  const isKnown = pieces?.every(({ kind }) => kind === "text") === true && read?.kind === "text";
  const reference = isKnown ? read.cooked.text : undefined;
  const named = reference === undefined || PLACEHOLDER.test(reference) ? undefined : reference;
  const name = named === undefined ? undefined : readKongImage(named, images);
  if (!runsKong(container, name, sets)) return undefined;
  const at = node === undefined ? undefined : locationOf(source, node);
  const image =
    at === undefined || pieces === undefined ? undefined : { value: { kind: "text", pieces } as const, at };
  const isOpen = imageEnvironment === undefined && name?.environment === undefined;
  return {
    image,
    name,
    release: toldByImage(name, at),
    open: isOpen
      ? [{ what: `what the image ${named === undefined ? "" : `\`${named}\` `}sets is unknown`, at }]
      : [],
  };
}

function runsKong(container: Container, name: KongImage | undefined, sets: SetVariables): boolean {
  if (name?.isKong === true && name.maker !== "own") return true;
  if (name !== undefined && (name.isKong === false || isOfLibrary(name))) return false;
  if (name?.environment !== undefined) return true;
  if (name?.isKong === true && startsKong(container)) return true;
  // A patch says no image; the name of the container is then a sign as good as a setting that is known.
  const hasName = /^kong(?:$|[-_.])/.test(container.name);
  const isNamed = name === undefined && hasName;
  const variables = itemsOf(container.fields.get("env")?.node).map(
    (item) => scalarText(fieldsOf(item), "name") ?? "",
  );
  const isSet = variables.some((variable) => {
    const property = propertyOfVariable(variable);
    if (property === undefined) return false;
    return isKnownProperty(property) || isKongSetting(variable) || (isNamed && !isNoSetting(variable));
  });
  const isLike = hasName || name?.isKong === true;
  if (isSet || (sets.isBesideKong && !isLike)) return isSet;
  const fromSets = sets.namesOf(container);
  return areOfKong(isLike ? [...variables, ...fromSets] : fromSets, isLike);
}

function startsKong({ fields }: Container): boolean {
  const [first] = [...itemsOf(fields.get("command")?.node), ...itemsOf(fields.get("args")?.node)];
  return first?.kind === "scalar" && /(?:^|\/)kong$/.test(first.text);
}
