import type { FileReport } from "../../engine/report.ts";
import { mergeReports, placesOf, withoutPlaces } from "../../report/merge-reports.ts";

/** What a source says about a file on which it draws. */
export interface DrawnReport {
  readonly report: FileReport;
  /** Of the findings that nobody else has, those that count. */
  count(report: FileReport): Promise<FileReport>;
}

/** What is known of one file. */
interface FileEntry {
  own: { readonly report: FileReport; readonly places: readonly string[] } | undefined;
  /** By the path of the source that draws on the file. Nobody draws on most files, and a run may have tens of thousands. */
  drawn: Map<string, DrawnReport> | undefined;
}

/** The reports of a run: one for each file, however many sources say something about it, and each finding once. */
export class RunReports {
  /** By the shown path, in the order in which files were first met. */
  readonly #files = new Map<string, FileEntry>();

  /** @param found all that was found in the file, whether it counts or not */
  own(report: FileReport, found: FileReport): void {
    // Of a clean file no report shows a line, so its text need not be kept.
    const isKept = report.findings.length > 0 || report.text === "";
    const kept = isKept ? report : { ...report, text: "", masked: [] };
    this.#entry(report.path).own = { report: kept, places: placesOf(found.findings) };
  }

  drawn(source: string, report: DrawnReport): void {
    const entry = this.#entry(report.report.path);
    entry.drawn ??= new Map();
    entry.drawn.set(source, report);
  }

  /** Forgets what a source said about others, before it is linted again. */
  forget(source: string): void {
    for (const { drawn } of this.#files.values()) drawn?.delete(source);
  }

  /** Every file that was linted, and every other one in which something was found. */
  async all(): Promise<readonly FileReport[]> {
    const reports: FileReport[] = [];
    for (const { own, drawn } of this.#files.values()) {
      const report = drawn === undefined ? own?.report : await joined(own, drawn.values());
      if (report !== undefined) reports.push(report);
    }
    return reports;
  }

  #entry(path: string): FileEntry {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const entry: FileEntry = { own: undefined, drawn: undefined };
    this.#files.set(path, entry);
    return entry;
  }
}

/** What a file says of itself, and what others say about it that counts. */
async function joined(own: FileEntry["own"], drawn: Iterable<DrawnReport>): Promise<FileReport | undefined> {
  const seen = new Set(own?.places);
  let report = own?.report;
  for (const each of drawn) {
    const fresh = withoutPlaces(each.report, seen);
    for (const place of placesOf(each.report.findings)) seen.add(place);
    const counted = await each.count(fresh);
    if (report !== undefined) report = mergeReports(report, counted);
    else if (counted.findings.length > 0) report = counted;
  }
  return report;
}
