import type { KongChart } from "../../../schemas/charts/kong-chart.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Surroundings } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import { readKongImage, releaseOfTag, toldByImage } from "../images/kong-image.ts";
import type { ChartValues } from "./chart-values.ts";
import { locationOfPlace } from "./value-places.ts";
import { type HelmValue, isTruthy, isUnknown, printed } from "./values.ts";

/** What the values say about the image. */
export interface ChartImage {
  /** `kong:3.9`; undefined where a part is known at run time only. */
  readonly reference: string | undefined;
  readonly release: LinkedUnit["release"];
  readonly at: Location | undefined;
}

/** The image of the proxy, and the release that it tells. */
export function chartImage(
  chart: KongChart,
  values: ChartValues,
  images: Surroundings["images"],
  isVersionTold: boolean,
): ChartImage {
  const unified = chart.traits.unifiedRepoTag ? values.at("image.unifiedRepoTag") : undefined;
  const repository = values.at("image.repository");
  const tag = values.at("image.tag");
  const at = firstPlace(isTruthy(unified) ? [unified] : [tag, repository]);
  const reference = isTruthy(unified) ? textOf(unified) : combined(textOf(repository), textOf(tag));
  if (reference === undefined) return { reference, release: undefined, at };
  const known = readKongImage(reference, images);
  // The default of a chart whose version nobody tells is a guess.
  const isSaid = at !== undefined || isVersionTold;
  const certainty = isSaid ? "said" : "guessed";
  const semver = releaseOfSemver(values, known.name.repository);
  return {
    reference,
    release:
      toldByImage(known, at, certainty) ??
      (semver === undefined ? undefined : { release: semver, certainty, at }),
    at,
  };
}

/** Where the tag tells nothing, `effectiveSemver` says which release the image has. */
function releaseOfSemver(values: ChartValues, repository: string): ReturnType<typeof releaseOfTag> {
  const semver = values.at("image.effectiveSemver");
  if (semver === undefined || !isTruthy(semver)) return undefined;
  return releaseOfTag(textOf(semver), /gateway|enterprise/.test(repository) ? "enterprise" : undefined);
}

function combined(repository: string | undefined, tag: string | undefined): string | undefined {
  if (repository === undefined || tag === undefined) return undefined;
  return tag === "" ? repository : `${repository}:${tag}`;
}

function textOf(value: HelmValue | undefined): string | undefined {
  if (value === undefined) return "";
  return isUnknown(value) ? undefined : printed(value);
}

function firstPlace(values: readonly (HelmValue | undefined)[]): Location | undefined {
  const place = values.find((value) => value?.place !== undefined)?.place;
  return place === undefined ? undefined : locationOfPlace(place);
}
