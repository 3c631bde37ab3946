import type { Finding } from "../findings/finding.ts";
import type { Rule } from "../findings/rule.ts";
import type { FormatProblem } from "../model/format.ts";
import type { Location } from "../model/location.ts";

/** What a tool does to a value for want of quotes, or of quotes in the right place, and an address that it serves otherwise. */
const OF_ONE_CAUSE: ReadonlySet<string> = new Set(["retyped", "quotes-kept", "http-behind-tls"]);

/**
 * One finding for a value that lost its form for want of quotes. Where Kong refuses what is left and a rule can write what was meant,
 * that says more; else quotes are the cure, and advice about the text without them is none. So it is with an address.
 * @param ofTools what the rules about the tools have found
 */
export function withoutRetypedTwice<Found extends Finding>(
  findings: readonly Found[],
  ofTools: readonly Finding[],
  problems: readonly FormatProblem[],
  rules: ReadonlyMap<string, Rule>,
): readonly Found[] {
  const retyped = new Set(
    problems
      .filter(({ kind, correction }) => OF_ONE_CAUSE.has(kind) && correction !== undefined)
      .map(placeOf),
  );
  if (retyped.size === 0) return findings;
  const said = new Map(
    ofTools.map(({ rule, span }) => [keyOf(span), rule] as const).filter(([key]) => retyped.has(key)),
  );
  const mended = new Set(
    findings
      .filter((each) => said.get(keyOf(each.span)) !== each.rule && isMended(each))
      .map(({ span }) => keyOf(span)),
  );
  return findings.filter(({ rule, span }) => {
    const key = keyOf(span);
    const tool = said.get(key);
    if (tool === undefined) return true;
    return rule === tool ? !mended.has(key) : rules.get(rule)?.yieldsTo?.includes(tool) !== true;
  });
}

/** Whether Kong refuses the value and a fix writes another one. */
function isMended({ severity, fixes }: Finding): boolean {
  return (
    severity === "error" &&
    fixes.some(({ applicability, edits }) => applicability !== "display" && edits.length > 0)
  );
}

function placeOf({ at }: FormatProblem): string {
  return keyOf(at);
}

function keyOf({ source, start, end }: Location): string {
  return `${source} ${start} ${end}`;
}
