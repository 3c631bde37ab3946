import type { ToldRelease } from "../model/config-unit.ts";
import type { Deployment } from "../model/deployment.ts";
import type { Reader, VariableFile } from "../model/format.ts";
import { releaseBeside } from "./release-beside.ts";
import { shownPath } from "./source-path.ts";
import { type OpenSource, sourcesAbove } from "./sources-beside.ts";
import type { Around } from "./surroundings.ts";
import { deploymentsWith, unitsDrawing } from "./users-beside.ts";
import { commonReader, variableUses } from "./variables-beside.ts";

/** What the files beside a source tell of it. */
export interface Beside {
  readonly release: ToldRelease | undefined;
  /** Of a file of variables, how others use it. */
  readonly uses: readonly VariableFile[];
  /** Who reads it, of a file of variables that others use. */
  readonly reader: Reader | undefined;
  /** How the processes are run that have settings of the source. */
  readonly users: readonly Deployment[];
}

/** What changes how a source is judged. */
export type Told = Pick<Beside, "release" | "reader" | "users">;

/** Nothing is beside a source, or nobody asks. */
export const NOTHING_BESIDE: Beside = { release: undefined, uses: [], reader: undefined, users: [] };

/**
 * Looks at the files beside a source which does not say how it is run.
 * @param open opens another file, with the settings of the source
 */
export async function lookBeside(
  around: Around,
  asks: { readonly release: boolean; readonly uses: boolean },
  open: OpenSource,
): Promise<Beside> {
  const { folders, sourcesIn } = await sourcesAbove(around, open);
  const drawing = await unitsDrawing(around, folders, sourcesIn, open);
  const uses = asks.uses ? await variableUses(around, folders, sourcesIn) : [];
  return {
    users: deploymentsWith(drawing, shownPath(around.path, around.folder)),
    release: asks.release ? await releaseBeside(around, folders, sourcesIn, drawing) : undefined,
    uses,
    reader: commonReader(uses),
  };
}

/** Whether nothing is told that changes how a source is judged. */
export function isNothing({ release, reader, users }: Told): boolean {
  return release === undefined && reader === undefined && users.length === 0;
}
