import { overlaps, type Span } from "../../grammar/text/span.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";

/**
 * Drops every finding whose rule yields to another rule that reports on the same characters: one place gets one
 * report for one reason. A rule that is switched off silences nobody.
 * @param refused the characters for which Kong refuses: an error there gives way to another error only, so that what Kong
 *   refuses stays an error.
 */
export function resolveOverlaps(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
  refused: readonly Span[],
): readonly Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byRule.get(finding.rule);
    if (others === undefined) byRule.set(finding.rule, [finding]);
    else others.push(finding);
  }
  return findings.filter((finding) => {
    const others = (rules.get(finding.rule)?.yieldsTo ?? []).flatMap((winner) => byRule.get(winner) ?? []);
    const rivals = others.filter((other) => sharesPlace(other.span, finding.span));
    if (rivals.length === 0) return true;
    const mustStay = finding.severity === "error" && refused.some((span) => sharesPlace(span, finding.span));
    return mustStay && !rivals.some((other) => other.severity === "error");
  });
}

function sharesPlace(a: Span, b: Span): boolean {
  return overlaps(a, b) || (a.start === b.start && a.end === b.end);
}
