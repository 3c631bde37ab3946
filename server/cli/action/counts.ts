/** How many findings there are, by severity, and in how many files; the names are those of the action's outputs. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly files: number;
}

/** Counts in the JSON report, version 1. */
export function countsIn(report: string): Counts {
  const { files, summary } = JSON.parse(report) as {
    readonly files: readonly { readonly findings: readonly unknown[] }[];
    readonly summary: Omit<Counts, "files">;
  };
  const { errors, warnings, infos, hints } = summary;
  return {
    errors,
    warnings,
    infos,
    hints,
    files: files.filter(({ findings }) => findings.length > 0).length,
  };
}
