import type { Span } from "../../grammar/text/span.ts";
import { SpanSet } from "../../grammar/text/span-set.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule } from "../findings/rule.ts";

/** Where one rule reports. */
interface Places {
  readonly all: SpanSet;
  readonly errors: SpanSet;
}

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
  const refusedPlaces = new SpanSet(refused);
  const placesOf = placesByRule(findings);
  return findings.filter(({ rule, span, severity }) => {
    const winners = (rules.get(rule)?.yieldsTo ?? []).flatMap((winner) => placesOf(winner) ?? []);
    const rivals = winners.filter(({ all }) => all.sharesPlace(span));
    if (rivals.length === 0) return true;
    const mustStay = severity === "error" && refusedPlaces.sharesPlace(span);
    return mustStay && !rivals.some(({ errors }) => errors.sharesPlace(span));
  });
}

/** A file can have thousands of findings, so each rule's are put in order, once and only where they are asked for. */
function placesByRule(findings: readonly Finding[]): (rule: string) => Places | undefined {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byRule.get(finding.rule);
    if (others === undefined) byRule.set(finding.rule, [finding]);
    else others.push(finding);
  }
  const places = new Map<string, Places>();
  return (rule) => {
    const own = byRule.get(rule);
    if (own === undefined) return undefined;
    const known = places.get(rule) ?? {
      all: new SpanSet(own.map(({ span }) => span)),
      errors: new SpanSet(own.filter(({ severity }) => severity === "error").map(({ span }) => span)),
    };
    places.set(rule, known);
    return known;
  };
}
