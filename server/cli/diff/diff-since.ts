import { compareVersions } from "../../diff/compare-versions.ts";
import type { ConfigurationDiff } from "../../diff/configuration-diff.ts";
import { isInside, joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { ALL_FORMATS } from "../../workspace/choose-format.ts";
import { type SourcePath, shownPath } from "../../workspace/source-path.ts";
import type { Arguments } from "../command.ts";
import type { Io } from "../io.ts";
import { ChangedSources } from "../lint/changed-sources.ts";
import { findSources } from "../lint/find-sources.ts";
import { commandWorkspace } from "../one-source.ts";

/**
 * What Kong does differently since a reference branched off, file by file.
 * @throws UserError outside a repository, for an unknown reference, and for a path that was never there
 */
export async function diffSince(
  reference: string,
  argv: Arguments,
  io: Io,
): Promise<readonly ConfigurationDiff[]> {
  const changed = await ChangedSources.open(reference, true, io.platform);
  const { sources, removed } = await scopeOf(argv.operands, changed, io);
  const { paths } = changed;
  if (paths.present.length + paths.removed.length === 0) return [];
  return compareVersions(sources, removed, {
    before: await commandWorkspace(argv, io, changed.filesBefore(io.platform.files)),
    after: await commandWorkspace(argv, io),
    changed: new Set([...paths.present, ...paths.removed]),
    pathBefore: (path) => changed.pathBefore(path),
  });
}

/** The files that a command line means. */
interface Scope {
  readonly sources: readonly SourcePath[];
  /** Those that are not there any more. */
  readonly removed: readonly SourcePath[];
}

async function scopeOf(operands: readonly string[], changed: ChangedSources, io: Io): Promise<Scope> {
  const { files, workingFolder: folder } = io.platform;
  const { removed } = changed.paths;
  const named = (operands.length === 0 ? ["."] : operands).map((operand) => operand.replaceAll("\\", "/"));
  const pathOf = (operand: string) => joinPath(folder, operand);
  const isInScope = (path: string) => named.some((operand) => isInside(pathOf(operand), path));
  const isGone = (operand: string) => removed.some((path) => isInside(pathOf(operand), path));
  const present: string[] = [];
  for (const operand of named)
    if ((await files.facts(pathOf(operand))) !== undefined || !isGone(operand)) present.push(operand);
  const found =
    present.length === 0
      ? { sources: [], problems: [] }
      : // A folder without configuration today may have had some.
        await findSources(present, { files, folder, gitignore: true, exclude: [], mayBeEmpty: true });
  const [problem] = found.problems;
  if (problem !== undefined) throw new UserError(problem);
  return {
    sources: found.sources,
    removed: removed
      .map((absolute): SourcePath => {
        const isNamed = named.some((operand) => pathOf(operand) === absolute);
        return { shown: shownPath(absolute, folder), absolute, named: isNamed };
      })
      .filter(
        ({ absolute, named: isNamed }) =>
          isNamed || (isInScope(absolute) && ALL_FORMATS.isCandidate(absolute)),
      ),
  };
}
