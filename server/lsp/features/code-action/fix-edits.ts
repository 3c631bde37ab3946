import { smallestEdit } from "../../../../grammar/text/smallest-edit.ts";
import { span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import type { ReportedFinding } from "../../../engine/report.ts";
import { linkSource } from "../../../formats/read-unit.ts";
import { SourceDocument } from "../../../model/source-document.ts";
import { lineDiff } from "../../../report/line-diff.ts";
import { analyze } from "../../../workspace/analyze.ts";
import { chooseFixes, fixDocument } from "../../../workspace/fix-document.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";

/** Which fixes are to be applied. */
export interface FixFilter {
  readonly unsafe: boolean;
  isWanted(finding: ReportedFinding): boolean;
}

/** Whether a document has a fix that would be applied. */
export function hasFixes({ analysis }: DocumentAnalysis, { unsafe, isWanted }: FixFilter): boolean {
  return chooseFixes(analysis.report.findings.filter(isWanted), unsafe).length > 0;
}

/** The edits that apply all wanted fixes, and those that come into reach by them, as the command line does with `--fix`. */
export async function fixEdits(
  document: DocumentAnalysis,
  { unsafe, isWanted }: FixFilter,
): Promise<readonly TextEdit[]> {
  const { analysis, settings } = document;
  const { linked } = analysis;
  const { document: before, format } = linked.source;
  const suppressed = suppressedFingerprints(analysis);
  const filtered = (each: Analysis): Analysis => ({
    ...each,
    report: {
      ...each.report,
      findings: each.report.findings.filter(
        (finding) => isWanted(finding) && !suppressed.has(finding.fingerprint),
      ),
    },
  });
  const { text } = await fixDocument(
    linked,
    {
      read: (changed) => linkSource(format.parse(new SourceDocument(before.path, changed)), linked.context),
      analyze: async (each) => filtered(each === linked ? analysis : await analyze(each, settings.lint)),
    },
    unsafe,
  );
  return editsBetween(before.text, text);
}

/** What a baseline takes out of the report is not to be fixed either. */
function suppressedFingerprints({ report, reported }: Analysis): ReadonlySet<string> {
  const shown = new Set(report.findings.map(({ fingerprint }) => fingerprint));
  return new Set(reported.map(({ fingerprint }) => fingerprint).filter((print) => !shown.has(print)));
}

/** One edit for each run of lines that differ, so that marks and folds of an editor stay where they are. */
function editsBetween(before: string, after: string): readonly TextEdit[] {
  const old = before.split(/(?<=\n)/);
  const fresh = after.split(/(?<=\n)/);
  const starts = [0];
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length);
  return lineDiff(old, fresh).map(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
    const place = span(starts[beforeStart] ?? before.length, starts[beforeEnd] ?? before.length);
    return smallestEdit(before, place, fresh.slice(afterStart, afterEnd).join(""));
  });
}
