import { memoizeLast } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { bySource } from "../findings/compare-findings.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule } from "../findings/rule.ts";
import { loadTables, type Tables } from "../findings/tables.ts";
import { proveRenames } from "../fixes/verify-renames.ts";
import { allRefusals } from "../loader/all-refusals.ts";
import { load } from "../loader/load.ts";
import type { Reading } from "../loader/reading.ts";
import { assumedWorld } from "../loader/world.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import { rules as allRules } from "../rules/registry.ts";
import { type ActiveRule, activeRules } from "./active-rules.ts";
import { runRenderings } from "./lint-renderings.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { FileReport, ReportedFinding } from "./report.ts";
import { reportFindings } from "./report-findings.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import { type ReleaseAtHand, releaseAtHand } from "./resolve-release.ts";
import { type RuleResults, runRules } from "./run-rules.ts";
import { suppress } from "./suppressions.ts";
import { timed } from "./timing.ts";

/** What a run knows about one source: the stages of the pipeline, for those who build on more than the report. */
export interface Analysis {
  readonly unit: ConfigUnit;
  readonly release: ReleaseAtHand;
  readonly catalog: Catalog;
  readonly reading: Reading;
  /** After overlaps and comments, before redaction; in the order of the source. */
  readonly findings: readonly Finding[];
  readonly report: FileReport;
  /** The findings of the report in step with {@link findings}, whatever is taken out of the report later. */
  readonly reported: readonly ReportedFinding[];
}

const ruleById: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/**
 * Lints one source: the release at hand, Kong's reading, the rules, overlaps, comments that silence, redaction.
 * Total: any text gets an answer, and a rule that breaks becomes one finding.
 */
export async function lint(unit: ConfigUnit, settings: LintSettings = {}): Promise<FileReport> {
  return (await analyse(unit, settings)).report;
}

/** What asks for tables, each once: the rules about injected directives all ask the same. */
const tableWishes = memoizeLast((active: readonly ActiveRule[]): readonly NonNullable<Rule["tables"]>[] => [
  ...new Set(active.flatMap(({ rule }) => rule.tables ?? [])),
]);

/** Which tables some rule asks for; most rules ask for none, and most sources are not asked about. */
function wantedTables(
  active: readonly ActiveRule[],
  unit: ConfigUnit,
  catalog: Catalog,
): readonly (keyof Tables)[] {
  const wanted: (keyof Tables)[] = [];
  for (const tables of tableWishes(active)) wanted.push(...tables(unit, catalog));
  return wanted;
}

/** What is the same for a source and for the same source with other names. */
interface Means {
  readonly catalog: Catalog;
  readonly settings: LintSettings;
  readonly active: readonly ActiveRule[];
  /** What Kong makes of a source. */
  readonly read: (unit: ConfigUnit) => Reading;
}

/** What the rules find in a source as Kong reads it, overlaps resolved, and which of them broke. */
async function findAll(
  unit: ConfigUnit,
  reading: Reading,
  certain: boolean,
  { catalog, settings, active, read }: Means,
): Promise<RuleResults> {
  const tables = await loadTables(wantedTables(active, unit, catalog));
  const inputs = { unit, reading, catalog, certain, tables, settings };
  const results =
    unit.branches === undefined
      ? { ...runRules(active, inputs), refusals: allRefusals(reading) }
      : runRenderings(active, inputs, read);
  const refused = results.refusals.flatMap(({ span }) => span ?? []);
  return { findings: resolveOverlaps(results.findings, ruleById, refused), broken: results.broken };
}

/** As {@link lint}, with everything it went through. */
export async function analyse(unit: ConfigUnit, settings: LintSettings = {}): Promise<Analysis> {
  const { timing } = settings;
  const release = timed(timing, "release", () => releaseAtHand(unit, settings.release));
  const catalog = timed(timing, "catalog", () => catalogFor(release.release));
  const read = (source: ConfigUnit) => load(source, release.release, settings.world ?? assumedWorld);
  const reading = timed(timing, "load", () => read(unit));
  const active = activeRules(allRules, catalog, settings);
  const means = { catalog, settings, active, read };
  const results = await findAll(unit, reading, release.certain, means);
  const proven = await proveRenames(
    unit,
    results.findings,
    async (again) => (await findAll(again, read(again), true, means)).findings,
  );
  const suppressed = timed(timing, "comments", () =>
    suppress({
      unit,
      findings: proven,
      settings,
      catalog,
      rules: ruleById,
      active,
      broken: results.broken,
    }),
  );
  const findings = [...suppressed.findings].sort(bySource);
  const report = timed(timing, "report", () =>
    reportFindings({
      unit,
      catalog,
      release,
      findings,
      silenced: suppressed.silenced,
      broken: [...results.broken, ...suppressed.broken],
    }),
  );
  return { unit, release, catalog, reading, findings, report, reported: report.findings };
}
