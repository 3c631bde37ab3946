import { memoizeLast } from "../../grammar/text/memoize.ts";
import { isSameTraits, needsOf, traitsOf, type UnitTraits } from "../findings/rule-needs.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { RuleInputs } from "./run-rules.ts";

/** The rules that may report something on a unit, in the order given. */
export function rulesToRun(
  active: readonly ActiveRule[],
  { unit, reading, catalog, settings }: Pick<RuleInputs, "unit" | "reading" | "catalog" | "settings">,
): readonly ActiveRule[] {
  return rulesFor(active, traitsOf({ unit, reading, catalog, isUpgrade: settings.from !== undefined }));
}

/** The files of a repository, and a file after each key, mostly have the same settings. */
const rulesFor = memoizeLast(
  (active: readonly ActiveRule[], traits: UnitTraits): readonly ActiveRule[] => {
    const has = needsOf(traits);
    return active.filter(({ rule }) => {
      if (rule.check === undefined || (rule.needs !== undefined && !has(rule.needs))) return false;
      if (rule.serving === true && traits.servesNothing) return false;
      return !traits.isUtf16 || rule.readsAnyEncoding === true;
    });
  },
  8,
  ([active, traits], [sameActive, others]) => active === sameActive && isSameTraits(traits, others),
);
