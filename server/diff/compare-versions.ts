import { joinPath } from "../platform/paths.ts";
import { UserError } from "../platform/user-error.ts";
import { isSettingsPath } from "../settings/discover-settings.ts";
import { DEFAULT_SETTINGS, type FileSettings } from "../workspace/file-settings.ts";
import type { ResolvedSource } from "../workspace/link-references.ts";
import { type SourcePath, shownPath } from "../workspace/source-path.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { compareSources, type DiffSource, sourceAlone } from "./compare-sources.ts";
import type { ConfigurationDiff } from "./configuration-diff.ts";

/** The files of a repository before a change and after it. */
export interface WorkspaceVersions {
  readonly before: Workspace;
  readonly after: Workspace;
  /** The absolute paths of all files that changed, are new, or are not there any more. */
  readonly changed: ReadonlySet<string>;
  /** The absolute path that a file had before; undefined for a new one. */
  pathBefore(path: string): string | undefined;
}

/** A source with its settings, and what it was made of. */
interface OpenedSide extends DiffSource {
  readonly resolved: ResolvedSource;
}

/** What changes with one file, and the side that is there. */
interface FileDiff {
  readonly diff: ConfigurationDiff;
  readonly side: OpenedSide;
}

/**
 * What Kong does differently after a change, file by file: for files that changed, and for those that refer to one which did.
 * @param sources files that are there after it
 * @param removed files that were there before it
 * @throws UserError for settings that are wrong after it
 */
export async function compareVersions(
  sources: readonly SourcePath[],
  removed: readonly SourcePath[],
  versions: WorkspaceVersions,
): Promise<readonly ConfigurationDiff[]> {
  const found: FileDiff[] = [];
  for (const source of sources) {
    const diff = await diffOf(source, versions);
    if (diff !== undefined) found.push(diff);
  }
  for (const source of removed) {
    const was = await openBefore(source, versions.before);
    if (was !== undefined) found.push({ diff: sourceAlone(was, "removed"), side: was });
  }
  return found
    .filter((file) => !isToldElsewhere(file, found))
    .map(({ diff }) => diff)
    .sort((a, b) => (a.after < b.after ? -1 : 1));
}

/** undefined: neither the file nor anything that counts for it changed, or it was never Kong's. */
async function diffOf(source: SourcePath, versions: WorkspaceVersions): Promise<FileDiff | undefined> {
  const { before, after, changed } = versions;
  const now = await openSide(source, after, await after.settingsOf(source.absolute));
  const isTouched = now === undefined ? changed.has(source.absolute) : isConcerned(source, now, versions);
  if (!isTouched) return undefined;
  const path = versions.pathBefore(source.absolute);
  const was =
    path === undefined
      ? undefined
      : await openBefore({ ...source, absolute: path, shown: shownPath(path, before.folder) }, before);
  if (now === undefined)
    return was === undefined ? undefined : { diff: sourceAlone(was, "removed"), side: was };
  const diff = was === undefined ? sourceAlone(now, "added") : await compareSources(was, now, true);
  return { diff, side: now };
}

/** Whether the file itself, a file to which it refers, settings, or what tells its release changed. */
function isConcerned(
  { absolute }: SourcePath,
  { resolved, linked }: OpenedSide,
  { changed, after }: WorkspaceVersions,
): boolean {
  // An image that is only beside a file is a guess: of a file that stays the same there is nothing to say then.
  const tellers = linked.units.flatMap(({ release }) =>
    release?.place === undefined || release.isBeside === true
      ? []
      : joinPath(after.folder, release.place.path),
  );
  return [...changed].some(
    (path) =>
      path === absolute || resolved.references.has(path) || tellers.includes(path) || isSettingsPath(path),
  );
}

/** Whether another file runs Kong with this one, so that what changes in it is said there. */
function isToldElsewhere({ side }: FileDiff, all: readonly FileDiff[]): boolean {
  const { document, format } = side.linked.source;
  return (
    format.isRunElsewhere === true &&
    all.some((other) => other.side !== side && other.side.linked.drawn.has(document.path))
  );
}

/** Settings that were wrong before are what the change may have corrected. */
async function openBefore(source: SourcePath, workspace: Workspace): Promise<OpenedSide | undefined> {
  let settings = DEFAULT_SETTINGS;
  try {
    settings = await workspace.settingsOf(source.absolute);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return openSide(source, workspace, settings);
}

async function openSide(
  source: SourcePath,
  workspace: Workspace,
  settings: FileSettings,
): Promise<OpenedSide | undefined> {
  if (settings.resolved.ignored !== undefined) return undefined;
  const opened = await workspace.openWith(source, settings);
  return opened.kind === "opened"
    ? { linked: opened.source.linked, settings: settings.lint, resolved: opened.source }
    : undefined;
}
