import type { FileReport, ReportedFinding } from "../engine/report.ts";
import { oneLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";
import { count, summaryWords } from "./words.ts";

type Kind = "error" | "warning" | "notice";

const KINDS = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** GitHub shows ten annotations of each kind for a step and drops the others; one notice is kept for saying so. */
const MOST: Readonly<Record<Kind, number>> = { error: 10, warning: 10, notice: 9 };

/**
 * Workflow commands of GitHub Actions, as many as GitHub shows, the most severe first. All others follow as plain lines of the
 * log, and a notice says how many there are.
 */
export const reporter: Reporter = {
  *report({ files, summary }) {
    const left: string[] = [];
    for (const kind of ["error", "warning", "notice"] as const) {
      let shown = 0;
      for (const file of files) {
        for (const finding of file.findings) {
          if (KINDS[finding.severity] !== kind) continue;
          if (shown++ < MOST[kind]) yield command(kind, file, finding);
          else left.push(logLine(file, finding));
        }
      }
    }
    if (left.length > 0) {
      yield `::group::${count(left.length, "more finding")}\n`;
      yield* left;
      yield "::endgroup::\n";
      yield `::notice title=kong-lint::${escapeData(`${summaryWords(summary)}; ${left.length} of them are only in the log of this step: GitHub shows at most ten annotations per level.`)}\n`;
    }
  },
};

function command(kind: Kind, file: FileReport, finding: ReportedFinding): string {
  const { start, end } = finding;
  const properties = {
    file: oneLine(file.path),
    line: start.line + 1,
    endLine: end.line + 1,
    // GitHub takes columns only for a place on one line.
    ...(start.line === end.line
      ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) }
      : {}),
    title: finding.rule,
  };
  const words = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${words.join(",")}::${escapeData(oneLine(finding.message))}\n`;
}

/** Begins with a dash, so that no path can pass for a command. */
function logLine(file: FileReport, { start, severity, message, rule }: ReportedFinding): string {
  return `- ${oneLine(file.path)}:${start.line + 1}:${start.character + 1}: ${severity}: ${oneLine(message)} [${rule}]\n`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
