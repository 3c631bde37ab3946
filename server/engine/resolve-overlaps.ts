import { overlaps, type Span } from "../../grammar/text/span.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";

/**
 * Drops every finding whose rule yields to another rule that reports on the same characters: one place gets one
 * report for one reason. A rule that is switched off silences nobody.
 */
export function resolveOverlaps(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): readonly Finding[] {
  const byRule = new Map<string, Span[]>();
  for (const finding of findings) {
    const spans = byRule.get(finding.rule);
    if (spans === undefined) byRule.set(finding.rule, [finding.span]);
    else spans.push(finding.span);
  }
  return findings.filter((finding) => {
    const winners = rules.get(finding.rule)?.yieldsTo ?? [];
    return !winners.some((winner) => byRule.get(winner)?.some((other) => sharesPlace(other, finding.span)));
  });
}

function sharesPlace(a: Span, b: Span): boolean {
  return overlaps(a, b) || (a.start === b.start && a.end === b.end);
}
