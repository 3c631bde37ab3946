import { describeRelease } from "../../schemas/release.ts";
import { type Page, paragraph } from "../report/page.ts";
import { oneLine } from "../report/plain-text.ts";
import type { Look } from "../report/style.ts";
import {
  differenceWords,
  groupRows,
  matrixSummary,
  type RowGroup,
  refusalWords,
  supportWords,
  versionsOf,
} from "../upgrade/matrix-words.ts";
import { isSafe, type MatrixRow, type ReleaseMatrix } from "../upgrade/release-matrix.ts";

/** A matrix as a terminal shows it. `reason` says why the file is for the release it is for. */
export function matrixTable(matrix: ReleaseMatrix, reason: string, page: Page): string {
  const { style } = page;
  const groups = groupRows(matrix);
  const heads = groups.map(versionsOf);
  const width = Math.max("release".length, ...heads.map((head) => head.length));
  const states = groups.map(({ first }) => stateWord(first));
  const stateWidth = Math.max(...states.map((word) => word.length));
  const hasDates = groups.some(({ first }) => supportWords(first) !== "");
  const dateWidth = hasDates ? Math.max(...groups.map(({ first }) => supportWords(first).length)) + 2 : 0;
  const lines = groups.flatMap((group, at) => {
    const mark = group.first.release.version === matrix.base.version ? "*" : " ";
    const head = (heads[at] ?? "").padEnd(width);
    const state = (states[at] ?? "").padEnd(stateWidth);
    const date = supportWords(group.first).padEnd(dateWidth);
    const look = lookOf(group);
    const words = `${mark} ${head}  ${style.paint(look, state)}  ${style.paint("faint", date)}`;
    const start = 2 + width + 2 + stateWidth + 2 + dateWidth;
    const [first = "", ...rest] = paragraph(detailOf(group.first), page, start);
    return [`${words}${first.trimStart()}`.trimEnd(), ...rest];
  });
  return `${[
    `${style.paint("path", oneLine(matrix.path))}  ${style.paint("faint", oneLine(`${describeRelease(matrix.base)}, ${reason}`))}`,
    "",
    ...(hasDates
      ? [
          style.paint(
            "faint",
            `  ${"release".padEnd(width)}  ${"".padEnd(stateWidth)}  ${"supported until".padEnd(dateWidth)}`.trimEnd(),
          ),
        ]
      : []),
    ...lines,
    "",
    ...matrixSummary(matrix).flatMap((line) => paragraph(line, page, 0)),
  ].join("\n")}\n`;
}

function stateWord(row: MatrixRow): string {
  if (!row.starts) return "refuses";
  return row.differences.length === 0 ? "same" : "differs";
}

function lookOf({ first }: RowGroup): Look {
  if (!first.starts) return "error";
  return isSafe(first) ? "added" : "warning";
}

function detailOf(row: MatrixRow): string {
  return oneLine(row.starts ? differenceWords(row) : refusalWords(row));
}
