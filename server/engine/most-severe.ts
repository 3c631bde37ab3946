import type { Severity } from "../findings/finding.ts";

const SEVERITIES = ["error", "warning", "info", "hint"] as const satisfies readonly Severity[];

/** The most severe of some findings in their order, and of the least severe that are kept the first ones. */
export function mostSevere<T extends { readonly severity: Severity }>(
  findings: readonly T[],
  most: number | undefined,
): readonly T[] {
  if (most === undefined || findings.length <= most) return findings;
  const room = new Map<Severity, number>();
  let left = most;
  for (const severity of SEVERITIES) {
    room.set(severity, left);
    left -= Math.min(left, findings.filter((each) => each.severity === severity).length);
  }
  return findings.filter(({ severity }) => {
    const places = room.get(severity) ?? 0;
    room.set(severity, places - 1);
    return places > 0;
  });
}
