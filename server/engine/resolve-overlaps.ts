import type { Span } from "../../grammar/text/span.ts";
import { SpanSet } from "../../grammar/text/span-set.ts";
import type { Finding } from "../findings/finding.ts";
import { givesWayTo, type Rule } from "../findings/rule.ts";

/** Where one rule reports. */
interface Places {
  readonly all: SpanSet;
  readonly errors: SpanSet;
}

/**
 * Drops every finding whose rule gives way to another rule that reports on the same characters: one place gets one
 * report for one reason. A rule that is switched off drops nothing.
 * @param rules all rules by their ids; findings of other origins always stay
 * @param refused the characters for which Kong refuses: an error there gives way to another error only, so that what Kong
 *   refuses stays an error.
 */
export function resolveOverlaps(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
  refused: readonly Span[],
): readonly Finding[] {
  const refusedPlaces = new SpanSet(refused);
  const rivalsOf = placesOfRivals(findings, rules);
  return findings.filter(({ rule, span, severity }) => {
    const rivals = rivalsOf(rule).filter(({ all }) => all.sharesPlace(span));
    if (rivals.length === 0) return true;
    const mustStay = severity === "error" && refusedPlaces.sharesPlace(span);
    return mustStay && !rivals.some(({ errors }) => errors.sharesPlace(span));
  });
}

/**
 * Where the rules report to which a rule gives way. A file can have thousands of findings of few rules, so what is the same
 * for all findings of a rule is worked out once, and only where it is asked for.
 */
function placesOfRivals(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Rule>,
): (id: string) => readonly Places[] {
  const byRule = findingsByRule(findings);
  const reporting = [...byRule.keys()].flatMap((id) => rules.get(id) ?? []);
  const places = new Map<string, Places>();
  const placesOf = (id: string): Places => {
    const known = places.get(id) ?? placesIn(byRule.get(id) ?? []);
    places.set(id, known);
    return known;
  };
  const rivals = new Map<string, readonly Places[]>();
  return (id) => {
    const rule = rules.get(id);
    if (rule === undefined) return [];
    const known =
      rivals.get(id) ??
      reporting.filter((other) => givesWayTo(rule, other)).map((other) => placesOf(other.id));
    rivals.set(id, known);
    return known;
  };
}

function findingsByRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = byRule.get(finding.rule);
    if (others === undefined) byRule.set(finding.rule, [finding]);
    else others.push(finding);
  }
  return byRule;
}

function placesIn(findings: readonly Finding[]): Places {
  const errors = findings.filter(({ severity }) => severity === "error");
  return {
    all: new SpanSet(findings.map(({ span }) => span)),
    errors: new SpanSet(errors.map(({ span }) => span)),
  };
}
