import { append } from "../../grammar/text/large-lists.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { Deployment } from "../model/deployment.ts";
import { parentFolder } from "../platform/paths.ts";
import { textsOf } from "./folders-above.ts";
import { shownPath } from "./source-path.ts";
import { type OpenSource, openTexts, type SourcesIn } from "./sources-beside.ts";
import type { Around } from "./surroundings.ts";

/** Whether a source has settings without a word of how they are run: a file of settings, or one inside of a manifest. */
export function isRunByOthers({ source, units }: LinkedSource): boolean {
  return (
    source.format.isRunElsewhere === true ||
    units.some(({ deployment, file }) => deployment === undefined && file !== undefined)
  );
}

/** The processes that have settings of a source: described beside it, in a folder above it, or elsewhere among the files of the run. */
export async function unitsDrawing(
  around: Around,
  folders: readonly string[],
  sourcesIn: SourcesIn,
  open: OpenSource,
): Promise<readonly ConfigUnit[]> {
  const own = shownPath(around.path, around.folder);
  const above: ConfigUnit[] = [];
  for (const folder of folders)
    for (const { linked } of await sourcesIn(folder)) append(above, drawingUnits(linked, own));
  // In other folders, only those count that name the source.
  const named = (await around.project?.naming(around.path)) ?? [];
  const texts = await textsOf(
    named.filter((path) => !folders.includes(parentFolder(path))),
    around,
  );
  const others = await openTexts(texts, around, open);
  return [...above, ...others.flatMap(({ linked }) => drawingUnits(linked, own))];
}

function drawingUnits({ units }: LinkedSource, own: string): readonly ConfigUnit[] {
  return units.filter(({ draws }) => draws.some((id) => id === own));
}

/** How those processes are run, among the ones that draw on a source, that have a setting which is written there. */
export function deploymentsWith(units: readonly ConfigUnit[], own: string): readonly Deployment[] {
  return units.flatMap(({ assignments, deployment }) =>
    deployment !== undefined && assignments.some(({ lineSpan }) => lineSpan.source === own)
      ? [deployment]
      : [],
  );
}
