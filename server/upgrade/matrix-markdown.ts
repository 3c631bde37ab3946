import { describeRelease } from "../../schemas/release.ts";
import {
  differenceWords,
  groupRows,
  matrixSummary,
  refusalWords,
  supportWords,
  versionsOf,
} from "./matrix-words.ts";
import type { MatrixRow, ReleaseMatrix } from "./release-matrix.ts";

/** A matrix as a table in Markdown that fits into a change ticket. */
export function matrixMarkdown(matrix: ReleaseMatrix): string {
  const rows = groupRows(matrix).map((group) => {
    const isBase = group.first.release.version === matrix.base.version;
    const versions = isBase ? `**${versionsOf(group)}**` : versionsOf(group);
    return `| ${[versions, stateWords(group.first), supportWords(group.first)].join(" | ")} |`;
  });
  return [
    `# ${cell(matrix.path)} from release to release, against ${describeRelease(matrix.base)}`,
    "",
    "| Release | What it does with the file | Supported until |",
    "|---|---|---|",
    ...rows,
    "",
    ...matrixSummary(matrix),
    "",
  ].join("\n");
}

function stateWords(row: MatrixRow): string {
  if (!row.starts) return `❌ refuses: ${cell(refusalWords(row))}`;
  return row.differences.length === 0
    ? "✅ reads it the same"
    : `⚠️ reads otherwise: ${cell(differenceWords(row))}`;
}

function cell(text: string): string {
  return text.replaceAll(/[|\n\r]/g, " ");
}
