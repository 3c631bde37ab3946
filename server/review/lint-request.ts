import { decodeText } from "../../grammar/text/decode-text.ts";
import { memoizeBy, once } from "../../grammar/text/memoize.ts";
import type { ConfigurationDiff } from "../diff/configuration-diff.ts";
import { joinPath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { codeSpan } from "../report/markdown-text.ts";
import type { SettingsOverrides } from "../settings/lint-settings-from.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import { SettingsResolver } from "../settings/settings-resolver.ts";
import { BaselineFile } from "../workspace/baseline-file.ts";
import { ALL_FORMATS, type Formats } from "../workspace/choose-format.ts";
import { fileSettings } from "../workspace/file-settings.ts";
import { GitIgnore } from "../workspace/git-ignore.ts";
import { Snapshot } from "../workspace/snapshot.ts";
import { Workspace } from "../workspace/workspace.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import { commitFiles, type LazyText } from "./commit-files.ts";
import { mayDrawOn, touchedPaths } from "./drawing-files.ts";
import { type LintedFile, lintFile, mergeDrawn, settingsBefore } from "./lint-file.ts";
import { type Hunk, parseDiff } from "./parse-diff.ts";
import { requestChanges } from "./request-changes.ts";
import { reversePatch } from "./reverse-patch.ts";
import type { ReviewFile } from "./review-file.ts";

/** How a review lints. */
export interface ReviewSettings {
  /** Of this program. */
  readonly version: string;
  /** A settings file by its path from the root of the repository, `nearest`, or `none`. */
  readonly from: "nearest" | "none" | { readonly file: string };
  readonly wishes: SettingsOverrides;
}

/** The files of Kong's that a request concerns, linted, and what there is to say about those that could not be. */
export interface LintedRequest {
  readonly files: readonly ReviewFile[];
  /** What Kong does differently after it. */
  readonly changes: readonly ConfigurationDiff[];
  /** Sentences in Markdown. */
  readonly notes: readonly string[];
}

const MOST_BYTES = 32 * 1024 * 1024;
/** Files that may be settings, or what settings extend. */
const SETTINGS_LIKE = /\.(?:jsonc?|ya?ml)$/i;

/**
 * Lints the request's version of every file of Kong's that it changes, and of those for which it changes the settings.
 * The version before is made from the diff; nothing but the commit's own files is read.
 * @throws UserError for settings or a baseline that are wrong
 */
export async function lintRequest(
  changes: readonly ChangedFile[],
  commit: Commit,
  settings: ReviewSettings,
  formats: Formats = ALL_FORMATS,
): Promise<LintedRequest> {
  const hunks = new Map(
    changes.map(({ path, patch }) => [path, patch === undefined ? [] : parseDiff(patch)]),
  );
  const files = commitFiles(commit);
  const after = version(Snapshot.of(files, await removedFiles(changes, commit, files)), settings, formats);
  const matters = async (path: string) =>
    formats.isCandidate(path) || SETTINGS_LIKE.test(path) || (await after.namesFormatOf(`/${path}`));
  const relevant: ChangedFile[] = [];
  for (const change of changes)
    if (
      (await matters(change.path)) ||
      (change.previousPath !== undefined && (await matters(change.previousPath)))
    )
      relevant.push(change);
  const then = commitFiles(commit, textsBefore(changes, hunks, commit, files));
  const before = version(Snapshot.of(then), settings, formats);
  const changed = new Map(changes.map((change) => [change.path, change]));
  const settingsChanged = relevant.some(({ path, previousPath }) =>
    [path, previousPath ?? path].some((name) => SETTINGS_LIKE.test(name)),
  );
  const touched = touchedPaths(changes);
  const drawing = mayDrawOn(changes, commit);
  const linted: LintedFile[] = [];
  const notes: string[] = [];
  for (const [path, entry] of commit.entries) {
    if (!entry.isFile || !(formats.isCandidate(path) || (await after.namesFormatOf(`/${path}`)))) continue;
    const change = changed.get(path);
    const isConcerned =
      change !== undefined || (settingsChanged && (await settingsDiffer(path, before, after)));
    if (!isConcerned && !drawing.has(path)) continue;
    if (entry.size > MOST_BYTES) {
      notes.push(`\`${path}\` is too large for a configuration, and was left alone.`);
      continue;
    }
    const ifItDrawsOn = isConcerned ? undefined : touched;
    const one = await lintFile(
      { path, change, hunks: hunks.get(path) ?? [], ifItDrawsOn },
      { before, after },
    );
    if (one === undefined) continue;
    linted.push(one);
    if (change !== undefined && change.patch === undefined && one.file.report.findings.length > 0) {
      notes.push(
        `No diff of \`${path.replaceAll("`", "")}\` is shown here, so all its findings count as this change's.`,
      );
    }
  }
  const outside = new Map(
    linted.flatMap(({ file, outside: paths }) => paths.map((path) => [path, file.path] as const)),
  );
  for (const [path, from] of outside)
    notes.push(
      `${codeSpan(from)} refers to ${codeSpan(path)}, which is outside of the repository and is not read.`,
    );
  const isCandidate = async (path: string) =>
    formats.isCandidate(path) || (await after.namesFormatOf(`/${path}`));
  return {
    files: await mergeDrawn(linted, changed, hunks, { before, after }),
    changes: await requestChanges(relevant, commit, { before, after }, isCandidate),
    notes,
  };
}

/** One version of the repository. */
function version(
  snapshot: Snapshot,
  { version: program, from, wishes }: ReviewSettings,
  formats: Formats,
): Workspace {
  const { files } = snapshot;
  const resolver = new SettingsResolver({
    files,
    version: program,
    from: typeof from === "string" ? from : { file: joinPath("/", from.file) },
    show: (path) => path.slice(1),
  });
  const open = memoizeBy(
    (path: string) => path,
    (path) => BaselineFile.open(path, path.slice(1), files, false),
  );
  const baseline = async ({ baseline: named }: ResolvedSettings) => named && open(named.value);
  return new Workspace({
    snapshot,
    folder: "/",
    settings: (path) => fileSettings(path, { resolver, overrides: wishes, baseline }),
    namesFormatOf: (path) => resolver.namesFormatOf(path),
    formats,
  });
}

/** The absolute paths of files that the request removes or renames, and that git does not ignore from then on. */
async function removedFiles(
  changes: readonly ChangedFile[],
  commit: Commit,
  files: FileSystem,
): Promise<ReadonlySet<string>> {
  const removed = new Set<string>();
  for (const path of touchedPaths(changes))
    if (!commit.entries.has(path.slice(1)) && !(await GitIgnore.ignores(path, files))) removed.add(path);
  return removed;
}

/** The texts of changed files as they were, by path. */
function textsBefore(
  changes: readonly ChangedFile[],
  hunks: ReadonlyMap<string, readonly Hunk[]>,
  commit: Commit,
  files: FileSystem,
): ReadonlyMap<string, LazyText> {
  const texts = new Map<string, LazyText>();
  for (const { path, previousPath, isRemoved, patch } of changes) {
    if (previousPath !== path || isRemoved) texts.set(path, undefined);
    if (previousPath === undefined) continue;
    const isThere = !isRemoved && commit.entries.get(path)?.isFile === true;
    const before = async () => {
      const text = isThere ? decodeText(await files.read(`/${path}`)).text : "";
      return patch === undefined ? text : reversePatch(text, hunks.get(path) ?? []);
    };
    texts.set(previousPath, isRemoved && patch === undefined ? undefined : once(before));
  }
  return texts;
}

/** Whether a file that the request leaves alone is linted otherwise after it. */
async function settingsDiffer(path: string, before: Workspace, after: Workspace): Promise<boolean> {
  const now = essence((await after.settingsOf(`/${path}`)).resolved);
  const then = await settingsBefore(path, before);
  return then === undefined || essence(then.resolved) !== now;
}

/** Settings without where they come from. */
function essence(settings: ResolvedSettings): string {
  return JSON.stringify(settings, (key, value: unknown) =>
    key === "origin" ? undefined : value instanceof Map ? [...value].sort() : value,
  );
}
