import { SpanSet } from "../../grammar/text/span-set.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule, RuleLayer } from "../findings/rule.ts";
import type { FormatProblem } from "../model/format.ts";
import type { Location, SourceId } from "../model/location.ts";

/** Layers of rules that look at the text of a value by itself. */
const ABOUT_TEXT: ReadonlySet<RuleLayer | undefined> = new Set(["syntax", "vault", "value"]);

/**
 * Leaves out what rules find in the rest of a value that a tool has cut: that its last item is empty or incomplete has the cut for its
 * reason, and to take the comma away would keep it. What Kong does with the rest, such as to open a port, stays.
 * @param ofTools what the rules about the tools have found: where that one is switched off, nothing is left out
 */
export function withoutConsequences<Found extends Finding>(
  findings: readonly Found[],
  ofTools: readonly Finding[],
  problems: readonly FormatProblem[],
  rules: ReadonlyMap<string, Rule>,
): readonly Found[] {
  const cuts = problems.filter(({ leaves }) => leaves !== undefined);
  if (cuts.length === 0) return findings;
  const reported = new Set(ofTools.map(({ span }) => keyOf(span)));
  const bySource = new Map<SourceId, Location[]>();
  for (const { at, leaves } of cuts) {
    if (leaves === undefined || !reported.has(keyOf(at))) continue;
    const known = bySource.get(leaves.source);
    if (known === undefined) bySource.set(leaves.source, [leaves]);
    else known.push(leaves);
  }
  const places = new Map([...bySource].map(([source, each]) => [source, new SpanSet(each)] as const));
  return findings.filter(
    ({ rule, span }) =>
      !ABOUT_TEXT.has(rules.get(rule)?.layer) || places.get(span.source)?.sharesPlace(span) !== true,
  );
}

function keyOf({ source, start, end }: Location): string {
  return `${source} ${start} ${end}`;
}
