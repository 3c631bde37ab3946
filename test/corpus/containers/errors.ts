import { readFileSync } from "node:fs";
import type { CorpusCopy } from "./corpus-files.ts";
import { kongLintIn } from "./program.ts";

/** A finding of a file, as a table of judgments names it. */
export interface JudgedFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** A finding of a real file. */
export interface CorpusFinding extends JudgedFinding {
  readonly format: string;
  readonly severity: string;
  readonly message: string;
}

/** How the findings that are to be judged and a table agree. */
export interface Judgments {
  /** Reported, and in no row. */
  readonly unjudged: readonly CorpusFinding[];
  /** Reported, and judged to be false. */
  readonly wrong: readonly JudgedFinding[];
  /** In a row, and no longer reported. */
  readonly gone: readonly JudgedFinding[];
}

interface Row extends JudgedFinding {
  readonly isTrue: boolean;
}

/** What kong-lint reports on each file, without settings. */
export async function findingsIn({ folder, files }: CorpusCopy): Promise<readonly CorpusFinding[]> {
  const found: CorpusFinding[] = [];
  for (const { id, path, format } of files) {
    const { stdout } = await kongLintIn(folder, [
      ...["lint", "--no-settings", "--format", "json", "--fail-on", "never", "--", path],
    ]);
    if (stdout === "") continue;
    const report = JSON.parse(stdout) as Shown;
    for (const { findings } of report.files)
      for (const { severity, rule, message, range } of findings)
        found.push({ file: id, format, line: range.start.line, rule, severity, message });
  }
  return found;
}

/** Compares findings with the rows of a table: file, line, rule, verdict, reason. */
export function judgmentsOf(
  wanted: readonly CorpusFinding[],
  table: string,
  all: readonly CorpusFinding[] = wanted,
): Judgments {
  const rows = readRows(table);
  const isReported = (row: Row): boolean => all.some((finding) => isSame(row, finding));
  return {
    unjudged: wanted.filter((finding) => !rows.some((row) => isSame(row, finding))),
    wrong: rows.filter((row) => !row.isTrue && isReported(row)),
    gone: rows.filter((row) => row.isTrue && !isReported(row)),
  };
}

interface Shown {
  readonly files: readonly {
    readonly findings: readonly {
      readonly severity: string;
      readonly rule: string;
      readonly message: string;
      readonly range: { readonly start: { readonly line: number } };
    }[];
  }[];
}

function readRows(table: string): readonly Row[] {
  return readFileSync(table, "utf8")
    .split("\n")
    .flatMap((line): Row[] => {
      const [, file = "", number = "", rule = "", verdict = ""] = line.split("|").map((cell) => cell.trim());
      if (!/^\d+$/.test(number)) return [];
      return [{ file, line: Number(number), rule, isTrue: verdict === "true" }];
    });
}

function isSame(a: JudgedFinding, b: JudgedFinding): boolean {
  return a.file === b.file && a.line === b.line && a.rule === b.rule;
}
