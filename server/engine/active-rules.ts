import { memoizeLast } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { inRange } from "../../schemas/release.ts";
import type { Severity } from "../findings/finding.ts";
import type { Rule, RuleOption } from "../findings/rule.ts";
import type { LintSettings } from "./lint-settings.ts";

/** A rule that runs for a release and some settings, with what these make of it. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** The settings name a severity, which then holds for every finding of the rule. */
  readonly overridden: boolean;
  /** With the defaults of the rule. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The settings that decide which rules run, and how. */
type RuleSettings = Pick<LintSettings, "severities" | "options">;

type Question = [rules: readonly Rule[], catalog: Catalog, settings: RuleSettings];

/** The rules that run, in the order given. Files of one run mostly share release and settings, so the last answer is kept. */
export const activeRules = memoizeLast(
  (...[rules, catalog, settings]: Question): readonly ActiveRule[] =>
    rules.flatMap((rule) => {
      const severity = severityOf(rule, catalog, settings);
      if (severity === "off") return [];
      const overridden = settings.severities?.has(rule.id) === true;
      return [{ rule, severity, overridden, options: optionsOf(rule, settings) }];
    }),
  1,
  (former, present) =>
    former[0] === present[0] &&
    former[1] === present[1] &&
    isSame(former[2].severities, present[2].severities) &&
    isSame(former[2].options, present[2].options),
);

/** Settings are made anew for each file; nothing set is nothing set. */
function isSame(
  a: ReadonlyMap<string, unknown> | undefined,
  b: ReadonlyMap<string, unknown> | undefined,
): boolean {
  return a === b || ((a?.size ?? 0) === 0 && (b?.size ?? 0) === 0);
}

/** The severity at which a rule runs for this release and these settings; `off` when it does not run. */
function severityOf(rule: Rule, { release }: Catalog, settings: RuleSettings): Severity | "off" {
  const range = rule.releases?.[release.edition];
  if (range === null || (range !== undefined && !inRange(release.version, range))) return "off";
  const wished = settings.severities?.get(rule.id);
  if (wished !== undefined) return wished;
  return rule.recommended === false ? "off" : rule.severity;
}

const NO_OPTIONS: ActiveRule["options"] = {};

function optionsOf(rule: Rule, settings: RuleSettings): Readonly<Record<string, unknown>> {
  if (rule.options === undefined) return NO_OPTIONS;
  const own = settings.options?.get(rule.id);
  const declared = Object.entries(rule.options);
  return Object.fromEntries(
    declared.map(([name, option]) => [
      name,
      own !== undefined && isOf(option, own[name]) ? own[name] : option.default,
    ]),
  );
}

/** Whether a value is of the type that an option declares: a rule relies on it. */
function isOf({ type }: RuleOption, value: unknown): boolean {
  switch (type) {
    case "boolean":
    case "string":
      return typeof value === type;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
  }
}
