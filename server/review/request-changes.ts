import { compareVersions } from "../diff/compare-versions.ts";
import { type ConfigurationDiff, differs } from "../diff/configuration-diff.ts";
import type { SourcePath } from "../workspace/source-path.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import { neighborsOf, touchedPaths } from "./drawing-files.ts";
import type { Versions } from "./lint-file.ts";

/** Files beside the changed ones that are looked at for a reference to them. */
const MOST_NEIGHBORS = 50;

/**
 * What Kong does differently after a request: for the files that it changes, and for those beside or above them that refer to one.
 * Files of which no diff is shown are left out, for nobody knows what they were.
 * @param isCandidate whether a path may be a configuration
 */
export async function requestChanges(
  changes: readonly ChangedFile[],
  commit: Commit,
  { before, after }: Versions,
  isCandidate: (path: string) => Promise<boolean>,
): Promise<readonly ConfigurationDiff[]> {
  const byPath = new Map(changes.map((change) => [`/${change.path}`, change]));
  const known: ChangedFile[] = [];
  for (const change of changes) if (await isKnown(change, before)) known.push(change);
  const here = known.filter(({ isRemoved }) => !isRemoved).map(({ path }) => path);
  const gone = known.filter(({ isRemoved }) => isRemoved).map(({ path }) => path);
  const neighbors = neighborsOf(changes, commit).filter((path) => !byPath.has(`/${path}`));
  const candidates = async (paths: readonly string[], most = Number.POSITIVE_INFINITY) => {
    const sources: SourcePath[] = [];
    for (const path of paths) {
      if (sources.length >= most) break;
      if (await isCandidate(path)) sources.push({ shown: path, absolute: `/${path}`, named: false });
    }
    return sources;
  };
  const sources = [...(await candidates(here)), ...(await candidates(neighbors, MOST_NEIGHBORS))];
  const removed = await candidates(gone);
  const diffs = await compareVersions(sources, removed, {
    before,
    after,
    changed: touchedPaths(changes),
    pathBefore: (path) => {
      const change = byPath.get(path);
      if (change === undefined) return path;
      return change.previousPath === undefined ? undefined : `/${change.previousPath}`;
    },
  });
  // Of a file that only has another name now there is nothing to say.
  return diffs.filter((diff) => differs(diff) || byPath.get(`/${diff.after}`)?.patch !== "");
}

/** Whether it is known what a file was. */
async function isKnown(
  { path, previousPath, isRemoved, patch }: ChangedFile,
  before: Versions["before"],
): Promise<boolean> {
  if (patch === undefined) return false;
  const was = isRemoved ? path : previousPath;
  return was === undefined || (await before.snapshot.files.facts(`/${was}`)) !== undefined;
}
