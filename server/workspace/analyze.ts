import { type Analysis, analyzeSource, type RuleSet } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { rules } from "../rules/registry.ts";

/** All rules of kong-lint. */
export const allRules: RuleSet = { rules, byId: new Map(rules.map((rule) => [rule.id, rule])) };

/** Lints one source with all rules, and keeps everything that it went through. */
export function analyze(linked: LinkedSource, settings: LintSettings = {}): Promise<Analysis> {
  return analyzeSource(allRules, linked, settings);
}

/** As {@link analyze}, for the report alone. */
export async function lint(linked: LinkedSource, settings: LintSettings = {}): Promise<FileReport> {
  return (await analyze(linked, settings)).report;
}
