import { overlaps } from "../../grammar/text/span.ts";
import { describeRelease, type Release } from "../../schemas/release.ts";
import type { Analysis } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import type { ReportedFinding } from "../engine/report.ts";
import type { Severity } from "../findings/finding.ts";
import type { KongValue, PropertyReading } from "../loader/reading.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { maskParts } from "../secrets/secret-parts.ts";
import { isSecretProperty } from "../secrets/secrets.ts";
import { analyze } from "../workspace/analyze.ts";
import { ASKING_RULES, ENTERPRISE_REFUSALS } from "./enterprise-refusals.ts";
import { type UpgradeEffect, type UpgradeItem, type UpgradePlan, upgradeEffects } from "./upgrade-plan.ts";

/** Rules that warn only, and whose finding means in an upgrade that something written ends. */
const ENDING = new Set(["deprecated/portal-vitals-removed", "listen/proxy-protocol-mismatch"]);

/**
 * Compares what two releases make of one source: the findings that only the new release has or takes more seriously, what
 * keeps it from starting, and the values that it reads differently from the same text.
 */
export async function planUpgrade(
  linked: LinkedSource,
  from: Release,
  to: Release,
  settings: LintSettings = {},
): Promise<UpgradePlan> {
  const before = await analyze(linked, { ...settings, release: { flag: from }, from: undefined });
  const after = await analyze(linked, { ...settings, release: { flag: to }, from });
  const known = new Map(before.report.findings.map((finding) => [identity(finding), finding.severity]));
  const fresh = after.report.findings.filter((finding) => {
    if (isSummary(finding)) return false;
    const then = known.get(identity(finding));
    return then === undefined || isMoreSevere(finding.severity, then) || isRefused(finding, after);
  });
  const items = [...fresh.map((finding) => itemOf(finding, after)), ...changedMeanings(before, after, fresh)];
  return {
    path: linked.source.document.path,
    from: before.catalog.release,
    to: after.catalog.release,
    items: items.sort(byUrgency),
    already: after.report.findings.filter((finding) => !isSummary(finding)).length - fresh.length,
  };
}

/** What breaks most first; what is not written by its severity, the rest in the order of the source. */
function byUrgency(a: UpgradeItem, b: UpgradeItem): number {
  const effect = upgradeEffects.indexOf(a.effect) - upgradeEffects.indexOf(b.effect);
  if (effect !== 0 || a.line !== undefined || b.line !== undefined)
    return effect || (a.line ?? 0) - (b.line ?? 0);
  return rankOf(a.finding?.severity) - rankOf(b.finding?.severity);
}

const severities: readonly (Severity | undefined)[] = ["error", "warning", "info", "hint"];

function rankOf(severity: Severity | undefined): number {
  return severities.indexOf(severity);
}

function isMoreSevere(now: Severity, then: Severity): boolean {
  return rankOf(now) < rankOf(then);
}

/** Whether the new release does not start because of what a finding is about. */
function isRefused({ rule, severity, span }: ReportedFinding, { reading }: Analysis): boolean {
  if (severity !== "error") return false;
  if (ENTERPRISE_REFUSALS.includes(rule)) return true;
  return reading.allRefusals().some((refusal) => refusal.span !== undefined && overlaps(refusal.span, span));
}

/** The rule that counts what an upgrade takes away says what the plan lists one by one. */
function isSummary({ rule, span }: ReportedFinding): boolean {
  return rule === "upgrade/property-lifecycle" && span.start === span.end;
}

/** A finding is the same at two releases when the rule says it of the same characters. */
function identity(finding: ReportedFinding): string {
  return `${finding.rule} ${finding.span.start} ${finding.span.end} ${finding.property ?? ""}`;
}

function itemOf(finding: ReportedFinding, after: Analysis): UpgradeItem {
  const written = finding.span.end > finding.span.start;
  return {
    effect: effectOf(finding, after, written),
    property: finding.property,
    line: written ? finding.start.line + 1 : undefined,
    message: finding.message,
    finding,
  };
}

function effectOf(finding: ReportedFinding, after: Analysis, written: boolean): UpgradeEffect {
  if (finding.rule === "upgrade/default-changed") return "default";
  if (isRefused(finding, after)) return "refused";
  if (finding.severity === "warning" && ASKING_RULES.includes(finding.rule)) return "required";
  if (!written) return finding.severity === "error" || finding.severity === "warning" ? "required" : "review";
  return finding.severity === "error" || ENDING.has(finding.rule) ? "lost" : "review";
}

/** Settings that both releases take from the same assignment and read as different values. */
function changedMeanings(
  before: Analysis,
  after: Analysis,
  fresh: readonly ReportedFinding[],
): readonly UpgradeItem[] {
  const told = new Set(fresh.map((finding) => finding.property));
  const items: UpgradeItem[] = [];
  for (const [property, now] of after.reading.properties) {
    const then = before.reading.properties.get(property);
    const assignment = now.provenance.kind === "assignment" ? now.provenance.assignment : undefined;
    if (assignment === undefined || then?.provenance.kind !== "assignment" || told.has(property)) continue;
    if (now.opaque || then.opaque || sameValue(then, now)) continue;
    items.push({
      effect: "meaning",
      property,
      line: after.unit.document.lines.positionAt(assignment.span.start).line + 1,
      message: meaningMessage(property, then, now, before, after),
      finding: undefined,
    });
  }
  return items;
}

function sameValue(a: PropertyReading, b: PropertyReading): boolean {
  // A release that turned a text into a list of one item reads the same thing.
  return textOf(a.value) === textOf(b.value);
}

function textOf(value: KongValue | undefined): string {
  return Array.isArray(value)
    ? value.join(",").replaceAll(/\s*,\s*/g, ",")
    : String(value).replaceAll(/\s*,\s*/g, ",");
}

function meaningMessage(
  property: string,
  then: PropertyReading,
  now: PropertyReading,
  before: Analysis,
  after: Analysis,
): string {
  const old = describeRelease(before.catalog.release);
  const young = describeRelease(after.catalog.release);
  if (isSecretProperty(property, after.catalog)) {
    return `The same text is another secret in ${young} than in ${old}. Write it so that both read the same, or rotate it with the upgrade.`;
  }
  return `${old} reads ${quote(property, then.value)} here, ${young} reads ${quote(property, now.value)}. Check which of the two is meant.`;
}

function quote(property: string, value: KongValue | undefined): string {
  if (value === undefined) return "nothing";
  return `\`${maskParts(property, Array.isArray(value) ? value.join(", ") : String(value))}\``;
}
