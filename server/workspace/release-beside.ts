import { append } from "../../grammar/text/large-lists.ts";
import { formatRelease } from "../../schemas/release.ts";
import { mayHoldKong } from "../formats/detect.ts";
import type { ConfigUnit, ToldRelease } from "../model/config-unit.ts";
import { foldersAbove, textsIn } from "./folders-above.ts";
import type { OpenedSource } from "./open-source.ts";
import type { SourcePath } from "./source-path.ts";
import { shownPath } from "./source-path.ts";
import type { Around } from "./surroundings.ts";

/**
 * The release of Kong that runs a source which does not say how it is run: that of the image whose description refers to it, else the
 * only one that is told beside it, or in the nearest folder above it that tells one.
 * @param open opens another file, with the settings of that
 */
export async function releaseBeside(
  around: Around,
  open: (source: SourcePath) => Promise<OpenedSource>,
): Promise<ToldRelease | undefined> {
  const own = shownPath(around.path, around.folder);
  let beside: ToldRelease | undefined;
  let isDecided = false;
  for (const folder of await foldersAbove(around)) {
    const units = await unitsIn(folder, around, open);
    const referring = units.filter(({ draws }) => draws.some((id) => id === own));
    const said = onlyRelease(referring);
    if (said !== undefined) return said;
    if (isDecided || units.every(({ release }) => release === undefined)) continue;
    // What several images beside it disagree about, none above it can settle.
    isDecided = true;
    const only = onlyRelease(units);
    beside = only === undefined ? undefined : { ...only, certainty: "guessed", isBeside: true };
  }
  return beside;
}

async function unitsIn(
  folder: string,
  around: Around,
  open: (source: SourcePath) => Promise<OpenedSource>,
): Promise<readonly ConfigUnit[]> {
  const units: ConfigUnit[] = [];
  for (const { path, text } of await textsIn(folder, around, mayHoldKong)) {
    if (!/kong/i.test(text)) continue;
    const opened = await open({ shown: shownPath(path, around.folder), absolute: path, named: false });
    if (opened.kind !== "opened") continue;
    // What a page quotes is an example, and often an old one.
    const { linked } = opened.source;
    if (linked.source.embedded.length === 0) append(units, linked.units);
  }
  return units;
}

/** The release that all who tell one agree on. */
function onlyRelease(units: readonly ConfigUnit[]): ToldRelease | undefined {
  const told = units.flatMap(({ release }) => (release === undefined ? [] : [release]));
  const [first, ...others] = told;
  if (first === undefined) return undefined;
  const name = formatRelease(first.release);
  return others.every(({ release }) => formatRelease(release) === name) ? first : undefined;
}
