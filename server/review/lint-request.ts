import { decodeText } from "../../grammar/text/decode-text.ts";
import type { Analysis } from "../engine/analyze.ts";
import { applyBaseline, parseBaseline } from "../engine/baseline.ts";
import type { FileReport } from "../engine/report.ts";
import { detectFormat, isCandidateName, loadFormat, mayHoldKong } from "../formats/detect.ts";
import { linkSource } from "../formats/read-unit.ts";
import type { SourceFormat } from "../model/format.ts";
import { SourceDocument } from "../model/source-document.ts";
import { joinPath, parentFolder, relativePath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { UserError } from "../platform/user-error.ts";
import { changedFindings } from "../report/changed-findings.ts";
import { lintSettingsFrom, type SettingsWishes } from "../settings/lint-settings-from.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import { NO_SETTINGS, SettingsResolver } from "../settings/settings-resolver.ts";
import { analyze } from "../workspace/analyze.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";
import { commitFiles } from "./commit-files.ts";
import { type Hunk, parseDiff } from "./parse-diff.ts";
import type { ReviewFile } from "./review-file.ts";
import { textBefore } from "./text-before.ts";
import { whatKongReads } from "./what-kong-reads.ts";

/** How a review lints. */
export interface ReviewSettings {
  /** Of this program. */
  readonly version: string;
  /** A settings file by its path from the root of the repository, `nearest`, or `none`. */
  readonly from: "nearest" | "none" | { readonly file: string };
  readonly wishes: SettingsWishes;
}

/** The files of Kong's that a request concerns, linted, and what there is to say about those that could not be. */
export interface LintedRequest {
  readonly files: readonly ReviewFile[];
  /** Sentences in Markdown. */
  readonly notes: readonly string[];
}

/** How a review tells which files are Kong's, and what their format is. */
export interface Detector {
  /** Whether a file is worth reading, going by its path. */
  isCandidate(path: string): boolean;
  /** The format of a text; undefined for a text that is not Kong's. */
  formatOf(path: string, text: string): Promise<SourceFormat | undefined>;
}

/** By all formats of this program. */
const ALL_FORMATS: Detector = {
  isCandidate: (path) => isCandidateName(path) || mayHoldKong(path),
  formatOf: async (path, text) => {
    const detected = detectFormat(path, text.slice(0, SAMPLE)).format;
    return detected && (await loadFormat(detected, text));
  },
};

/** Of a text that described no process. */
const NOTHING_FOUND: Pick<FileReport, "findings"> = { findings: [] };

const MOST_BYTES = 32 * 1024 * 1024;
const SAMPLE = 16 * 1024;
/** Files that may be settings, or what settings extend. */
const SETTINGS_LIKE = /\.(?:jsonc?|ya?ml)$/i;

/** One version of the repository. */
interface Version {
  readonly files: FileSystem;
  readonly settings: SettingsResolver;
}

/**
 * Lints the request's version of every file of Kong's that it changes, and of those for which it changes the settings.
 * The version before is made from the diff; nothing but the commit's own files is read.
 * @throws UserError for settings or a baseline that are wrong
 */
export async function lintRequest(
  changes: readonly ChangedFile[],
  commit: Commit,
  settings: ReviewSettings,
  detector: Detector = ALL_FORMATS,
): Promise<LintedRequest> {
  const matters = (path: string) => detector.isCandidate(path) || SETTINGS_LIKE.test(path);
  const hunks = new Map(
    changes.map(({ path, patch }) => [path, patch === undefined ? [] : parseDiff(patch)]),
  );
  const relevant = changes.filter(
    ({ path, previousPath }) => matters(path) || (previousPath !== undefined && matters(previousPath)),
  );
  const after = version(commitFiles(commit), settings);
  const before = version(
    commitFiles(commit, await textsBefore(relevant, hunks, commit, after.files)),
    settings,
  );
  const changed = new Map(changes.map((change) => [change.path, change]));
  const settingsChanged = relevant.some(({ path, previousPath }) =>
    [path, previousPath ?? path].some((name) => SETTINGS_LIKE.test(name)),
  );
  const files: ReviewFile[] = [];
  const notes: string[] = [];
  for (const [path, entry] of commit.entries) {
    if (!entry.isFile || !detector.isCandidate(path)) continue;
    const change = changed.get(path);
    if (change === undefined && !(settingsChanged && (await settingsDiffer(path, before, after)))) continue;
    if (entry.size > MOST_BYTES) {
      notes.push(`\`${path}\` is too large for a configuration, and was left alone.`);
      continue;
    }
    const linted = await lintFile(path, change, hunks.get(path) ?? [], { before, after, settings, detector });
    if (linted === undefined) continue;
    files.push(linted);
    if (change !== undefined && change.patch === undefined && linted.report.findings.length > 0) {
      notes.push(
        `No diff of \`${path.replaceAll("`", "")}\` is shown here, so all its findings count as this change's.`,
      );
    }
  }
  return { files, notes };
}

function version(files: FileSystem, { version: program, from, wishes: _ }: ReviewSettings): Version {
  return {
    files,
    settings: new SettingsResolver({
      files,
      version: program,
      from: typeof from === "string" ? from : { file: joinPath("/", from.file) },
      show: (path) => path.slice(1),
    }),
  };
}

/** The texts of changed files as they were, by path; undefined for files that were not there. */
async function textsBefore(
  changes: readonly ChangedFile[],
  hunks: ReadonlyMap<string, readonly Hunk[]>,
  commit: Commit,
  files: FileSystem,
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  for (const { path, previousPath, isRemoved, patch } of changes) {
    if (previousPath !== path || isRemoved) texts.set(path, undefined);
    if (previousPath === undefined) continue;
    const isThere = commit.entries.get(path)?.isFile === true;
    const text = isRemoved || !isThere ? "" : decodeText(await files.read(`/${path}`)).text;
    const before =
      patch === undefined ? (isRemoved ? undefined : text) : textBefore(text, hunks.get(path) ?? []);
    texts.set(previousPath, before);
  }
  return texts;
}

/** Whether a file that the request leaves alone is linted otherwise after it. */
async function settingsDiffer(path: string, before: Version, after: Version): Promise<boolean> {
  const now = essence(await after.settings.resolve(`/${path}`));
  const then = await settingsBefore(path, before);
  return then === undefined || essence(then) !== now;
}

/** Settings that were wrong before are what the change may have mended. */
async function settingsBefore(path: string, before: Version): Promise<ResolvedSettings | undefined> {
  try {
    return await before.settings.resolve(`/${path}`);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Settings without where they come from. */
function essence(settings: ResolvedSettings): string {
  return JSON.stringify(settings, (key, value: unknown) =>
    key === "origin" ? undefined : value instanceof Map ? [...value].sort() : value,
  );
}

/** What linting a file of a request stands on. */
interface ReviewInputs {
  readonly before: Version;
  readonly after: Version;
  readonly settings: ReviewSettings;
  readonly detector: Detector;
}

async function lintFile(
  path: string,
  change: ChangedFile | undefined,
  hunks: readonly Hunk[],
  { before, after, settings: { wishes }, detector }: ReviewInputs,
): Promise<ReviewFile | undefined> {
  const resolved = await after.settings.resolve(`/${path}`);
  if (resolved.ignored !== undefined) return undefined;
  const { text, encoding } = decodeText(await after.files.read(`/${path}`));
  if (encoding === "binary") return undefined;
  const format = await detector.formatOf(path, text);
  const analysis = format && (await analyseText(path, text, format, resolved, wishes));
  if (format === undefined || analysis === undefined) return undefined;
  const report = await withoutBaseline(analysis.report, path, resolved, after.files);
  const priorText =
    change === undefined
      ? text
      : change.previousPath === undefined
        ? undefined
        : await textOf(change, before);
  const caused = await changedFindings(report, text, priorText, async (prior) => {
    const rules = (await settingsBefore(path, before)) ?? NO_SETTINGS;
    const was = (await analyseText(path, prior, format, rules, wishes))?.report;
    return was === undefined ? NOTHING_FOUND : withBaselineBefore(was, path, rules, before.files);
  });
  return { path, hunks, report, caused: caused.findings, reads: whatKongReads(analysis) };
}

async function textOf({ previousPath, patch }: ChangedFile, { files }: Version): Promise<string | undefined> {
  if (previousPath === undefined || patch === undefined) return undefined;
  const path = `/${previousPath}`;
  return (await files.facts(path)) === undefined ? undefined : decodeText(await files.read(path)).text;
}

/** @returns undefined for a text that describes no process of Kong */
async function analyseText(
  path: string,
  text: string,
  format: SourceFormat,
  resolved: ResolvedSettings,
  wishes: SettingsWishes,
): Promise<Analysis | undefined> {
  const linked = linkSource(format.parse(new SourceDocument(path, text)));
  return linked.units.length === 0 ? undefined : analyze(linked, lintSettingsFrom(resolved, wishes));
}

/** A baseline that was missing or wrong before is what the change may have mended. */
async function withBaselineBefore(
  report: FileReport,
  path: string,
  settings: ResolvedSettings,
  files: FileSystem,
): Promise<FileReport> {
  try {
    return await withoutBaseline(report, path, settings, files);
  } catch (error) {
    if (error instanceof UserError) return report;
    throw error;
  }
}

/** The report without what the baseline of the settings lists, as any run has it. */
async function withoutBaseline(
  report: FileReport,
  path: string,
  settings: ResolvedSettings,
  files: FileSystem,
): Promise<FileReport> {
  const baseline = settings.baseline?.value;
  if (baseline === undefined) return report;
  if ((await files.facts(baseline)) === undefined)
    throw new UserError(`the baseline ${baseline.slice(1)}: no such file in the repository`);
  const name = relativePath(parentFolder(baseline), `/${path}`);
  try {
    const entries = parseBaseline(new TextDecoder().decode(await files.read(baseline)));
    return applyBaseline(
      report,
      name,
      entries.filter((entry) => entry.path === name),
    ).report;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`the baseline ${baseline.slice(1)} is ${error.message}`);
  }
}
