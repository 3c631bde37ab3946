import type { ToldRelease } from "../../model/config-unit.ts";
import type { Placed } from "../../model/deployment.ts";
import type { Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import type { Value } from "../../model/value.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { isOfLibrary, type KongImage, readKongImage, toldByImage } from "../images/kong-image.ts";
import { isKongSetting, isNoSetting } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { fieldsOf, itemsOf, scalarText } from "../yaml/fields.ts";
import type { Container } from "./pods.ts";
import { locationOf, piecesOfText, readText } from "./scalars.ts";

/** What is known of the image of a container that runs Kong. */
export interface ContainerImage {
  readonly image: Placed<Value> | undefined;
  readonly name: KongImage | undefined;
  readonly release: ToldRelease | undefined;
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
}

/** An image that a kustomization or a person replaces. */
const PLACEHOLDER = /placeholder|^<|^\$|^\(/;

/** The image of a container that runs Kong; undefined where the container runs something else. */
export function kongImageOf(
  container: Container,
  { images, imageEnvironment }: Surroundings,
): ContainerImage | undefined {
  const { source } = container.pod.owner;
  const node = container.fields.get("image")?.node;
  const read = node === undefined ? undefined : readText(source, node);
  const pieces = read?.kind === "text" ? piecesOfText(read.cooked) : undefined;
  const isKnown = pieces?.every(({ kind }) => kind === "text") === true && read?.kind === "text";
  const reference = isKnown ? read.cooked.text : undefined;
  const named = reference === undefined || PLACEHOLDER.test(reference) ? undefined : reference;
  const name = named === undefined ? undefined : readKongImage(named, images);
  if (!runsKong(container, name)) return undefined;
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

function runsKong(container: Container, name: KongImage | undefined): boolean {
  if (name?.isKong === true && name.maker !== "own") return true;
  if (name !== undefined && (name.isKong === false || isOfLibrary(name))) return false;
  if (name?.environment !== undefined) return true;
  if (name?.isKong === true && startsKong(container)) return true;
  // A patch says no image; the name of the container is then a sign as good as a setting that is known.
  const isNamed = name === undefined && /^kong(?:$|[-_.])/.test(container.name);
  return itemsOf(container.fields.get("env")?.node).some((item) => {
    const variable = scalarText(fieldsOf(item), "name") ?? "";
    const property = propertyOfVariable(variable);
    if (property === undefined) return false;
    return isKnownProperty(property) || isKongSetting(variable) || (isNamed && !isNoSetting(variable));
  });
}

function startsKong({ fields }: Container): boolean {
  const [first] = [...itemsOf(fields.get("command")?.node), ...itemsOf(fields.get("args")?.node)];
  return first?.kind === "scalar" && /(?:^|\/)kong$/.test(first.text);
}
