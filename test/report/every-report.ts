import { type FileReport, summarize } from "../../server/engine/report.ts";
import { reporters } from "../../server/report/reporters.ts";

/** The texts of all formats. */
export async function everyReport(report: FileReport): Promise<readonly string[]> {
  const run = { files: [report], summary: summarize([report]), fixed: 0, dryRun: false };
  const context = { version: "0.0.0", color: false, hyperlinks: false, columns: undefined };
  return Promise.all(
    Object.values(reporters).map(async ({ load }) =>
      [...(await load()).reporter.report(run, context)].join(""),
    ),
  );
}
