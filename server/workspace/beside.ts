import type { ToldRelease } from "../model/config-unit.ts";
import type { VariableFile } from "../model/format.ts";
import type { OpenedSource } from "./open-source.ts";
import { releaseBeside } from "./release-beside.ts";
import type { SourcePath } from "./source-path.ts";
import { sourcesAbove } from "./sources-beside.ts";
import type { Around } from "./surroundings.ts";
import { variableUses } from "./variables-beside.ts";

/** What the files beside a source tell of it. */
export interface Beside {
  readonly release: ToldRelease | undefined;
  /** Of a file of variables, how others use it. */
  readonly uses: readonly VariableFile[];
}

/** Nothing is beside a source, or nobody asks. */
export const NOTHING_BESIDE: Beside = { release: undefined, uses: [] };

/**
 * Looks at the files beside a source which does not say how it is run.
 * @param open opens another file, with the settings of the source
 */
export async function lookBeside(
  around: Around,
  asks: { readonly release: boolean; readonly uses: boolean },
  open: (source: SourcePath) => Promise<OpenedSource>,
): Promise<Beside> {
  if (!asks.release && !asks.uses) return NOTHING_BESIDE;
  const { folders, sourcesIn } = await sourcesAbove(around, open);
  return {
    release: asks.release ? await releaseBeside(around, folders, sourcesIn) : undefined,
    uses: asks.uses ? await variableUses(around, folders, sourcesIn) : [],
  };
}
