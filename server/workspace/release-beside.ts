import { formatRelease } from "../../schemas/release.ts";
import { newestOfImage } from "../engine/resolve-release.ts";
import type { ConfigUnit, ToldRelease } from "../model/config-unit.ts";
import { shownPath } from "./source-path.ts";
import type { SourcesIn } from "./sources-beside.ts";
import type { Around } from "./surroundings.ts";

/**
 * The release of Kong that runs a source which does not say how it is run: that of the image whose description refers to it, else the
 * only one that is told beside it, or in the nearest folder above it that tells one.
 * @param drawing the processes that draw on the source, wherever they are described
 */
export async function releaseBeside(
  around: Around,
  folders: readonly string[],
  sourcesIn: SourcesIn,
  drawing: readonly ConfigUnit[],
): Promise<ToldRelease | undefined> {
  const own = shownPath(around.path, around.folder);
  let beside: ToldRelease | undefined;
  let isDecided = false;
  for (const folder of folders) {
    const units = (await sourcesIn(folder)).flatMap(({ linked }) => linked.units);
    const referring = units.filter(({ draws }) => draws.some((id) => id === own));
    const said = onlyRelease(referring);
    if (said !== undefined) return said;
    if (isDecided || toldBy(units).length === 0) continue;
    // What several images beside it disagree about, none above it can settle.
    isDecided = true;
    const only = onlyRelease(units);
    beside = only === undefined ? undefined : { ...only, certainty: "guessed", isBeside: true };
  }
  return onlyRelease(drawing) ?? beside;
}

/** The releases that processes tell; where none does, those of images without a release in their tags. */
function toldBy(units: readonly ConfigUnit[]): readonly ToldRelease[] {
  const told = units.flatMap(({ release }) => release ?? []);
  if (told.length > 0) return told;
  return units.flatMap((unit): ToldRelease[] => {
    const release = newestOfImage(unit);
    return release === undefined ? [] : [{ release, certainty: "guessed", at: undefined, isNewest: true }];
  });
}

/** The release that all who tell one agree on. */
function onlyRelease(units: readonly ConfigUnit[]): ToldRelease | undefined {
  const told = toldBy(units);
  const [first, ...others] = told;
  if (first === undefined) return undefined;
  const name = formatRelease(first.release);
  return others.every(({ release }) => formatRelease(release) === name) ? first : undefined;
}
