import { createHash } from "node:crypto";
import type { CorpusFinding } from "./errors.ts";

/**
 * Some findings, drawn by a seed: those whose hash with the seed is the lowest. What is drawn stays the same while other findings come
 * and go. Findings of one rule at one line are one.
 */
export function drawn(
  findings: readonly CorpusFinding[],
  seed: number,
  count: number,
): readonly CorpusFinding[] {
  const byKey = new Map(findings.map((finding) => [keyOf(finding), finding]));
  const ranked = [...byKey].map(([key, finding]) => ({ finding, rank: rankOf(`${seed} ${key}`) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked
    .slice(0, count)
    .map(({ finding }) => finding)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ file, line, rule }: CorpusFinding): string {
  return `${file} ${String(line).padStart(6, "0")} ${rule}`;
}

function rankOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** How many findings each rule has, as a table says it: `rule` 12, `rule` 3. */
export function countsOf(findings: readonly CorpusFinding[]): string {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, count]) => `\`${rule}\` ${count}`)
    .join(", ");
}
