import type { FileReport } from "../../engine/report.ts";

/** How often each rule was broken, the most frequent first, with how many of them have a fix. */
export function statisticsText(files: readonly FileReport[]): string {
  const counts = new Map<string, { findings: number; fixable: number }>();
  for (const finding of files.flatMap((file) => file.findings)) {
    const count = counts.get(finding.rule) ?? { findings: 0, fixable: 0 };
    count.findings++;
    if (finding.fixes.some(({ applicability }) => applicability !== "display")) count.fixable++;
    counts.set(finding.rule, count);
  }
  const rows = [...counts].sort(([a, x], [b, y]) => y.findings - x.findings || (a < b ? -1 : 1));
  const lines = rows.map(
    ([rule, { findings, fixable }]) =>
      `${String(findings).padStart(6)}  ${rule}${fixable > 0 ? ` (${fixable} with a fix)` : ""}`,
  );
  return `${["Findings by rule:", ...lines].join("\n")}\n`;
}
