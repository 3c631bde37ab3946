import { describeRelease } from "../../schemas/release.ts";
import type { LintRun } from "./reporter.ts";
import type { Style } from "./style.ts";
import { count, fixable, summaryWords } from "./words.ts";

/** The last line or lines of the pretty report: how much is wrong, and what can be done about it at once. */
export function prettySummary(run: LintRun, style: Style): string {
  const { errors, warnings } = run.summary;
  const words = summaryWords(run.summary);
  const suppressed = run.files.reduce((sum, file) => sum + file.suppressed, 0);
  const look = errors > 0 ? "error" : warnings > 0 ? "warning" : words === "" ? "added" : "info";
  const head =
    words === ""
      ? style.paint("added", "✔ Nothing to report")
      : style.paint(look, `${errors > 0 ? "✖" : "▲"} ${words}`);
  if (run.files.length === 0) return "No files were linted\n";
  const lines = [`${head} ${words === "" ? cleanWords(run) : fileWords(run)}${suppressedWords(suppressed)}`];
  if (run.fixed > 0)
    lines.push(`  ${count(run.fixed, "fix", "fixes")} ${run.dryRun ? "would be made" : "made"}`);
  const { safe, unsafe } = fixable(run);
  if (safe > 0) lines.push(`  ${safe} can be fixed with ${style.paint("code", "--fix")}`);
  if (unsafe > 0)
    lines.push(
      `  ${unsafe} ${safe > 0 ? "more" : "can be fixed"} with ${style.paint("code", "--fix --unsafe-fixes")}`,
    );
  return `${lines.join("\n")}\n`;
}

function fileWords({ files }: LintRun): string {
  const guilty = files.filter((file) => file.findings.length > 0).length;
  return guilty === files.length
    ? `in ${count(files.length, "file")}`
    : `in ${guilty} of ${count(files.length, "file")}`;
}

/** A clean run says against what it was clean: another release may think otherwise. */
function cleanWords({ files }: LintRun): string {
  const releases = new Set(
    files.flatMap(({ units }) => units.map(({ release }) => describeRelease(release.release))),
  );
  const only = [...releases][0];
  const where = `in ${count(files.length, "file")}`;
  if (releases.size !== 1 || only === undefined) return where;
  const reasons = new Set(files.flatMap(({ units }) => units.map(({ release }) => release.reason)));
  const reason = reasons.size === 1 ? ` (${[...reasons][0]})` : "";
  return `${where} for ${only}${reason}`;
}

function suppressedWords(suppressed: number): string {
  return suppressed === 0 ? "" : `, ${suppressed} suppressed`;
}
