import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import type { RuleContext, RuleDefinition } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import type { RefusalCheck } from "../../loader/refusal-check.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";

/** Where a refusal is to be shown: the characters that cause it, else its assignment, else the source as a whole. */
export function refusalPlace({ span, assignment, anchor }: Refusal): Location | Assignment {
  if (span !== undefined && span.end > span.start) return span;
  return assignment ?? anchor;
}

/** What Kong does at a refusal, to begin a sentence: `Kong 3.9.3 refuses to start`, or `… stops with a Lua error`. */
export function describeRefusal(catalog: Catalog, refusal?: Pick<Refusal, "crash">): string {
  const does = refusal?.crash === true ? "crashes with a Lua error" : "refuses to start";
  return `${describeRelease(catalog.release)} ${does}`;
}

/** A rule that reports refusals of Kong's loader. */
export interface RefusalRuleDefinition
  extends Omit<RuleDefinition, "claims" | "check" | "checkComments" | "options"> {
  /** The checks whose refusals the rule reports; no other rule reports them. */
  readonly check: RefusalCheck | readonly RefusalCheck[];
  /**
   * What follows `Kong 3.9.3 refuses to start: `: the reason, and what to do. undefined where another rule reports the same
   * characters for a better reason.
   */
  message(refusal: Refusal, context: RuleContext): string | undefined;
  /** Where to show it: by default {@link refusalPlace}. */
  at?(refusal: Refusal, context: RuleContext): Location | Assignment;
  fixes?(refusal: Refusal, context: RuleContext): readonly Fix[];
  /** Whether another release may accept the same; by default what {@link RuleDefinition.dependsOnRelease} says. */
  acceptedElsewhere?(refusal: Refusal): boolean;
  /**
   * Looks at what Kong accepts, or refuses in other words.
   * @param refused what has been reported
   */
  checkAccepted?(context: RuleContext, refused: readonly Refusal[]): void;
}

/** Declares a rule that reports each refusal of some checks: where it is, why Kong refuses it, and what to do. */
export function refusalRule(definition: RefusalRuleDefinition): RuleDefinition {
  const { check, message, at, fixes, acceptedElsewhere, checkAccepted, ...common } = definition;
  const checks = typeof check === "string" ? [check] : check;
  return {
    ...(checkAccepted === undefined && { needs: "refusals" }),
    ...common,
    claims: checks,
    check(context) {
      const refused = context.reading.refusals(...checks);
      for (const refusal of refused) {
        const reason = message(refusal, context);
        if (reason === undefined) continue;
        context.report({
          at: at?.(refusal, context) ?? refusalPlace(refusal),
          property: refusal.property,
          message: `${describeRefusal(context.catalog, refusal)}: ${reason}`,
          ...(fixes !== undefined && { fixes: fixes(refusal, context) }),
          ...(acceptedElsewhere !== undefined && { dependsOnRelease: acceptedElsewhere(refusal) }),
        });
      }
      checkAccepted?.(context, refused);
    },
  };
}
