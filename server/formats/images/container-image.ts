import type { ToldRelease } from "../../model/config-unit.ts";
import type { Placed } from "../../model/deployment.ts";
import type { Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import { textOf, type Value } from "../../model/value.ts";
import { isKongSetting } from "../shared/kong-setting-names.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { isKnownProperty } from "./known-properties.ts";
import { isOfLibrary, type KongImage, readKongImage, toldByImage } from "./kong-image.ts";

/** A container as far as it tells whether it runs Kong. */
export interface ContainerSigns {
  readonly image: Placed<Value> | undefined;
  /** The names of its variables. */
  readonly variables: readonly string[];
  /** Words of entrypoint and command. */
  readonly words: readonly string[];
}

/** What is known of the image of a container that runs Kong. */
export interface KnownImage {
  readonly image: Placed<Value> | undefined;
  readonly name: KongImage | undefined;
  readonly release: ToldRelease | undefined;
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
}

/** The image of a container that runs Kong; undefined where the container runs something else. */
export function imageOfKong(
  signs: ContainerSigns,
  { images, imageEnvironment }: Surroundings,
): KnownImage | undefined {
  const { image } = signs;
  const reference = image === undefined ? undefined : textOf(image.value);
  const name = reference === undefined ? undefined : readKongImage(reference, images);
  if (!runsKong(signs, name)) return undefined;
  const isOpen = imageEnvironment === undefined && name?.environment === undefined;
  const what = `what the image ${reference === undefined ? "" : `\`${reference}\` `}sets is unknown`;
  return {
    image,
    name,
    release: toldByImage(name, image?.at),
    open: isOpen ? [{ what, at: image?.at }] : [],
  };
}

function runsKong({ variables, words }: ContainerSigns, name: KongImage | undefined): boolean {
  if (name?.isKong === true && name.maker !== "own") return true;
  if (name !== undefined && (name.isKong === false || isOfLibrary(name))) return false;
  if (name?.environment !== undefined) return true;
  if (name?.isKong === true && /(?:^|\/)kong$/.test(words[0] ?? "")) return true;
  return variables.some((variable) => {
    const property = propertyOfVariable(variable);
    return property !== undefined && (isKnownProperty(property) || isKongSetting(variable));
  });
}
