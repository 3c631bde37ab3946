import type { FileReport, ReportedFinding } from "../engine/report.ts";
import { releaseWords } from "./file-release.ts";
import { codeSpan, escapeMarkdown, markdownProse } from "./markdown-text.ts";
import { oneLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";
import { count, summaryWords } from "./words.ts";

const SIGNS = { error: "❌", warning: "⚠️", info: "ℹ️", hint: "💡" } as const;

/** Markdown with a table for each file that has findings, for comments and job summaries. */
export const reporter: Reporter = {
  *report({ files, summary }) {
    const guilty = files.filter((file) => file.findings.length > 0);
    const words = summaryWords(summary);
    yield "## kong-lint\n\n";
    if (words === "") {
      yield `✅ Nothing to report in ${count(files.length, "file")}.\n`;
      return;
    }
    yield `**${words}** in ${guilty.length} of ${count(files.length, "file")}.\n`;
    for (const file of guilty) yield* fileLines(file);
  },
};

function* fileLines(file: FileReport): Iterable<string> {
  yield `\n### ${cell(oneLine(file.path))}\n\n`;
  const checked = releaseWords(
    file,
    (release, reason) => `${release}, ${escapeMarkdown(reason)}`,
    (name) => codeSpan(oneLine(name)),
  );
  yield `${checked}.\n\n`;
  yield "| Line | | Finding | Rule |\n| ---: | --- | --- | --- |\n";
  for (const finding of file.findings) yield row(finding);
}

function row({ start, end, severity, message, rule, docs, fixes }: ReportedFinding): string {
  const isAboutAll = start.line === 0 && start.character === 0 && end.line === 0 && end.character === 0;
  const fix = fixes[0] === undefined ? "" : `<br>Fix: ${prose(fixes[0].title)}`;
  const line = isAboutAll ? "" : String(start.line + 1);
  return `| ${line} | ${SIGNS[severity]} ${severity} | ${prose(message)}${fix} | [${rule}](${docs}) |\n`;
}

/** Prose in a cell of a table, which a bar would end. */
function prose(text: string): string {
  return markdownProse(text).replace(/(?<!\\)\|/g, "\\|");
}

function cell(text: string): string {
  return codeSpan(text).replaceAll("|", "\\|");
}
