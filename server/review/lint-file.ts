import { decodeText, encodeText } from "../../grammar/text/decode-text.ts";
import { once } from "../../grammar/text/memoize.ts";
import type { FileReport } from "../engine/report.ts";
import type { FileSystem } from "../platform/platform.ts";
import { UserError } from "../platform/user-error.ts";
import { changedFindings } from "../report/changed-findings.ts";
import { mergeReports, placesOf, withoutPlaces } from "../report/merge-reports.ts";
import { DEFAULT_SETTINGS, type FileSettings } from "../workspace/file-settings.ts";
import { type LintedSource, lintSource } from "../workspace/lint-source.ts";
import type { SourcePath } from "../workspace/source-path.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Hunk } from "./parse-diff.ts";
import type { ReviewFile } from "./review-file.ts";
import { whatKongReads } from "./what-kong-reads.ts";

/** Of a text that described no process. */
const NOTHING_FOUND: Pick<FileReport, "findings"> = { findings: [] };

/** The repository before the request and after it. */
export interface Versions {
  readonly before: Workspace;
  readonly after: Workspace;
}

/** A file that was linted, and what its processes say about the files on which they draw. */
export interface LintedFile {
  readonly file: ReviewFile;
  /** All places at which something was found, whether it counts or not. */
  readonly places: ReadonlySet<string>;
  readonly drawn: readonly DrawnFile[];
  readonly outside: readonly string[];
}

/** What the processes of a file say about another one. */
interface DrawnFile extends Pick<ReviewFile, "report" | "reads"> {
  readonly text: string;
  /** The same before the request. */
  before(): Promise<Pick<FileReport, "findings">>;
}

/** A file of a request, and what there is to know about it. */
export interface FileInRequest {
  readonly path: string;
  /** undefined: the request leaves it alone. */
  readonly change: ChangedFile | undefined;
  readonly hunks: readonly Hunk[];
  /** Absolute paths: the file is of interest only where it refers to one of them. */
  readonly ifItDrawsOn: ReadonlySet<string> | undefined;
}

export async function lintFile(
  { path, change, hunks, ifItDrawsOn }: FileInRequest,
  { before, after }: Versions,
): Promise<LintedFile | undefined> {
  const source: SourcePath = { shown: path, absolute: `/${path}`, named: false };
  const settings = await after.settingsOf(source.absolute);
  if (settings.resolved.ignored !== undefined) return undefined;
  const opened = await after.openWith(source, settings);
  if (opened.kind !== "opened") return undefined;
  const { references } = opened.source;
  if (ifItDrawsOn !== undefined && ![...references].some((each) => ifItDrawsOn.has(each))) return undefined;
  const { report, found, drawn, text, analysis } = await lintSource(after, opened.source, settings);
  const priorText = await textBeforeOf(text, change, before);
  const lintPrior = once(() =>
    priorText === undefined ? Promise.resolve(undefined) : lintBefore(source, priorText, before),
  );
  const caused = await changedFindings(
    report,
    text,
    priorText,
    async () => (await lintPrior())?.report ?? NOTHING_FOUND,
  );
  const reads = whatKongReads(analysis);
  return {
    file: { path, hunks, report, caused: caused.findings, reads },
    places: new Set(placesOf(found.findings)),
    drawn: drawn.map((each) => ({
      report: each.report,
      text: each.text,
      reads,
      before: async () =>
        (await lintPrior())?.drawn.find(({ path: other }) => other === each.path)?.report ?? NOTHING_FOUND,
    })),
    outside: opened.source.outside,
  };
}

/** One review for each file, however many others say something about it, and each finding once. */
export async function mergeDrawn(
  linted: readonly LintedFile[],
  changed: ReadonlyMap<string, ChangedFile>,
  hunks: ReadonlyMap<string, readonly Hunk[]>,
  versions: Versions,
): Promise<readonly ReviewFile[]> {
  const files = new Map(linted.map(({ file }) => [file.path, file]));
  const seen = new Map(linted.map(({ file, places }) => [file.path, new Set(places)]));
  for (const each of linted.flatMap(({ drawn }) => drawn)) {
    const { path } = each.report;
    const places = seen.get(path) ?? new Set();
    const fresh = withoutPlaces(each.report, places);
    for (const place of placesOf(fresh.findings)) places.add(place);
    seen.set(path, places);
    const baseline = await (await versions.after.settingsOf(`/${path}`)).baseline();
    const report = baseline?.without(fresh, `/${path}`) ?? fresh;
    if (report.findings.length === 0) continue;
    const priorText = await textBeforeOf(each.text, changed.get(path), versions.before);
    const { findings } = await changedFindings(report, each.text, priorText, each.before);
    const known = files.get(path);
    files.set(path, {
      path,
      hunks: known?.hunks ?? hunks.get(path) ?? [],
      report: known === undefined ? report : mergeReports(known.report, report),
      caused: [...(known?.caused ?? []), ...findings],
      reads: (finding) => known?.reads(finding) ?? each.reads(finding),
    });
  }
  return [...files.values()];
}

/** The text of a file before the request; undefined for a new one, or where that is not known. */
async function textBeforeOf(
  text: string,
  change: ChangedFile | undefined,
  before: Workspace,
): Promise<string | undefined> {
  if (change === undefined) return text;
  return change.previousPath === undefined ? undefined : textOf(change, before.snapshot.files);
}

async function textOf({ previousPath, patch }: ChangedFile, files: FileSystem): Promise<string | undefined> {
  if (previousPath === undefined || patch === undefined) return undefined;
  const path = `/${previousPath}`;
  return (await files.facts(path)) === undefined ? undefined : decodeText(await files.read(path)).text;
}

/** What was found in the text of a file as it was; undefined where it was not Kong's. */
async function lintBefore(
  source: SourcePath,
  prior: string,
  before: Workspace,
): Promise<LintedSource | undefined> {
  const settings = (await settingsBefore(source.shown, before)) ?? DEFAULT_SETTINGS;
  const opened = await before.openWith(source, settings, { read: async () => encodeText(prior) });
  return opened.kind === "opened" ? lintSource(before, opened.source, tolerant(settings)) : undefined;
}

/** A baseline that was missing or wrong before is what the change may have mended. */
function tolerant(settings: FileSettings): FileSettings {
  return {
    ...settings,
    async baseline() {
      try {
        return await settings.baseline();
      } catch (error) {
        if (error instanceof UserError) return undefined;
        throw error;
      }
    },
  };
}

/** Settings that were wrong before are what the change may have mended. */
export async function settingsBefore(path: string, before: Workspace): Promise<FileSettings | undefined> {
  try {
    return await before.settingsOf(`/${path}`);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
