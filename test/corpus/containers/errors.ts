import { readFileSync } from "node:fs";
import type { CorpusCopy } from "./corpus-files.ts";
import { kongLintIn } from "./program.ts";

/** An error of a file, as the table of judgments names it. */
export interface JudgedError {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** How the errors of the corpus and the table agree. */
export interface Judgments {
  readonly errors: readonly JudgedError[];
  /** Reported, and in no row. */
  readonly unjudged: readonly (JudgedError & { readonly message: string })[];
  /** Reported, and judged to be false. */
  readonly wrong: readonly JudgedError[];
  /** In a row, and no longer reported. */
  readonly gone: readonly JudgedError[];
}

interface Row extends JudgedError {
  readonly isTrue: boolean;
}

/** Compares the errors that are reported with the rows of a table: file, line, rule, verdict, reason. */
export async function judgmentsOf({ folder, files }: CorpusCopy, table: string): Promise<Judgments> {
  const rows = readRows(table);
  const errors: (JudgedError & { readonly message: string })[] = [];
  for (const { id, path } of files) {
    const { stdout } = await kongLintIn(folder, [
      ...["lint", "--no-settings", "--format", "json", "--fail-on", "never", "--", path],
    ]);
    if (stdout === "") continue;
    const report = JSON.parse(stdout) as Shown;
    for (const { findings } of report.files)
      for (const { severity, rule, message, range } of findings)
        if (severity === "error") errors.push({ file: id, line: range.start.line, rule, message });
  }
  return {
    errors,
    unjudged: errors.filter((error) => !rows.some((row) => isSame(row, error))),
    wrong: rows.filter((row) => !row.isTrue && errors.some((error) => isSame(row, error))),
    gone: rows.filter((row) => row.isTrue && !errors.some((error) => isSame(row, error))),
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

function isSame(a: JudgedError, b: JudgedError): boolean {
  return a.file === b.file && a.line === b.line && a.rule === b.rule;
}
