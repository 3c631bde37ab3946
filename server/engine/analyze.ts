import { memoizeObject } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { compareFindings } from "../findings/compare-findings.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule } from "../findings/rule.ts";
import { loadTables, type Tables } from "../findings/tables.ts";
import { verifyRenames } from "../fixes/verify-renames.ts";
import { defaultHost } from "../loader/host-environment.ts";
import { load } from "../loader/load.ts";
import type { Reading } from "../loader/reading.ts";
import { type ConfigUnit, type LinkedSource, reachingUnit, unitIn } from "../model/config-unit.ts";
import type { Source } from "../model/source.ts";
import { Redactor } from "../secrets/redactor.ts";
import { type ActiveRule, activeRules } from "./active-rules.ts";
import { lintRenderings } from "./lint-renderings.ts";
import type { LintSettings } from "./lint-settings.ts";
import { mergeUnits, type UnitFinding } from "./merge-units.ts";
import { mostSevere } from "./most-severe.ts";
import { isNewerThanFacts, withoutErrors } from "./newer-release.ts";
import { conclusiveReading } from "./open-reading.ts";
import type { FileReport, ReportedFinding } from "./report.ts";
import { reportFindings } from "./report-findings.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import { type ResolvedRelease, resolveRelease } from "./resolve-release.ts";
import { withoutRetypedTwice } from "./retyped-values.ts";
import { rulesToRun } from "./rules-to-run.ts";
import { checkProblems, type RuleResults, runRules } from "./run-rules.ts";
import { suppress } from "./suppressions.ts";
import { timed } from "./timing.ts";
import { verifyFixes } from "./verify-fixes.ts";
import { withoutConsequences } from "./without-consequences.ts";

/** Rules in the order in which they run, and the same by id. */
export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly byId: ReadonlyMap<string, Rule>;
}

/** What a run knows about one process: the stages of the pipeline, for those who build on more than the report. */
export interface UnitAnalysis {
  readonly unit: ConfigUnit;
  readonly release: ResolvedRelease;
  readonly catalog: Catalog;
  readonly reading: Reading;
}

/** What is found in one source. */
export interface SourceFindings {
  readonly source: Source;
  /** After overlaps and comments, before redaction; in the order of the source. */
  readonly findings: readonly Finding[];
  readonly report: FileReport;
  /** The findings of the report in step with {@link findings}, whatever is taken out of the report later. */
  readonly reported: readonly ReportedFinding[];
}

/** What a run knows about one source. The members of {@link UnitAnalysis} are those of its first process. */
export interface Analysis extends UnitAnalysis {
  readonly linked: LinkedSource;
  readonly units: readonly UnitAnalysis[];
  /** After overlaps and comments, before redaction; in the order of the source. */
  readonly findings: readonly Finding[];
  readonly report: FileReport;
  /** What its processes say about other sources that they draw on. */
  readonly elsewhere: readonly SourceFindings[];
  /** The findings of the report in step with {@link findings}, whatever is taken out of the report later. */
  readonly reported: readonly ReportedFinding[];
  /** How many findings there are beyond the most that the settings ask for, at least. */
  readonly leftOut: number;
  /** Knows the secrets of the source. */
  readonly redactor: Redactor;
}

/** A process after its rules have run. */
interface LintedUnit extends UnitAnalysis {
  readonly active: readonly ActiveRule[];
  readonly findings: readonly Finding[];
  readonly broken: readonly string[];
}

/** What is the same for a unit and for the same unit with other names. */
interface UnitContext {
  readonly catalog: Catalog;
  readonly settings: LintSettings;
  readonly ruleSet: RuleSet;
  readonly active: readonly ActiveRule[];
  /** What Kong would read. */
  readonly read: (unit: ConfigUnit) => Reading;
}

/**
 * Lints one source: for each process its release, Kong's reading, the rules and overlaps; then, for the source, comments that
 * suppress, and redaction. Total: any text gets an answer, and a rule that fails becomes one finding.
 */
export async function analyzeSource(
  ruleSet: RuleSet,
  linked: LinkedSource,
  settings: LintSettings,
): Promise<Analysis> {
  const { timing } = settings;
  const units: LintedUnit[] = [];
  for (const unit of linked.units) units.push(await lintUnit(ruleSet, reachingUnit(unit), settings));
  const [first] = units;
  if (first === undefined) throw new RangeError("a source without a process cannot be linted");
  const problems = checkProblems(first.active, { linked, catalog: first.catalog, settings });
  const ofTools = [problems.findings, linked.problems, ruleSet.byId] as const;
  const all = mergeUnits(units, problems.findings);
  const merged = withoutRetypedTwice(withoutConsequences(all, ...ofTools), ...ofTools);
  const broken = [...new Set([...units.flatMap((unit) => unit.broken), ...problems.broken])];
  const redactor = new Redactor(linked, units);
  const own = linked.source.document.path;
  const ofSource = (
    source: Source,
    found: readonly UnitFinding[],
  ): SourceFindings & Pick<Analysis, "leftOut"> => {
    const isOwn = source.document.path === own;
    const kept = timed(timing, "comments", () =>
      suppress({
        source,
        unit: unitIn(first.unit, source),
        findings: found,
        settings,
        catalog: first.catalog,
        rules: ruleSet.byId,
        // About the comments of another source its own run has its say.
        active: isOwn ? first.active : [],
        broken,
      }),
    );
    const all = [...kept.findings].sort(compareFindings);
    const findings = mostSevere(all, settings.mostFindings);
    const failed = isOwn ? [...broken, ...kept.broken] : [];
    const inputs = { source, units, findings, redactor, suppressed: kept.suppressed, broken: failed };
    const report = timed(timing, "report", () => reportFindings(inputs));
    const world = settings.world ?? defaultHost;
    const verified = timed(timing, "fixes", () =>
      verifyFixes({
        linked,
        source,
        units,
        findings,
        reported: report.findings,
        refusalsOf: (unit, release) => load(unit, release, world).allRefusals(),
      }),
    );
    const { reported } = verified;
    const leftOut = all.length - findings.length;
    return {
      source,
      findings: verified.findings,
      report: { ...report, findings: reported },
      reported,
      leftOut,
    };
  };
  const { findings, report, leftOut } = ofSource(
    linked.source,
    merged.filter(({ span }) => span.source === own),
  );
  const elsewhere = [...linked.drawn.values()].flatMap((source) => {
    const { path } = source.document;
    const found = path === own ? [] : merged.filter(({ span }) => span.source === path);
    return found.length === 0 ? [] : [ofSource(source, addressedAlone(source, found))];
  });
  const { unit, release, catalog, reading } = first;
  return {
    linked,
    units,
    unit,
    release,
    catalog,
    reading,
    findings,
    report,
    elsewhere,
    reported: report.findings,
    leftOut,
    redactor,
  };
}

/** In a file of one process the property is the address, whoever draws on it, so that a baseline counts for both. */
function addressedAlone(source: Source, findings: readonly UnitFinding[]): readonly UnitFinding[] {
  if (source.file === undefined && source.otherLines === undefined) return findings;
  return findings.map((finding) => ({ ...finding, address: finding.property ?? "" }));
}

/** What settings say of one process. A release that the caller chose for all of them stays. */
function settingsOf({ id }: ConfigUnit, ofSource: LintSettings): LintSettings {
  const own = ofSource.ofUnit?.(id);
  if (own === undefined) return ofSource;
  const flag = ofSource.release?.flag;
  const release = flag === undefined ? own.release : { ...own.release, flag };
  return { ...ofSource, ...own, ...(release === undefined ? {} : { release }) };
}

/** Runs the rules over one process. */
async function lintUnit(ruleSet: RuleSet, unit: ConfigUnit, ofSource: LintSettings): Promise<LintedUnit> {
  const settings = settingsOf(unit, ofSource);
  const { timing } = settings;
  const release = timed(timing, "release", () => resolveRelease(unit, settings.release));
  const catalog = timed(timing, "catalog", () => catalogFor(release.release));
  const read = (source: ConfigUnit) => load(source, release.release, settings.world ?? defaultHost);
  const reading = timed(timing, "load", () => read(unit));
  const active = activeRules(ruleSet.rules, catalog, settings);
  const context = { catalog, settings, ruleSet, active, read };
  const results = await findAll(unit, conclusiveReading(reading, unit), release, context);
  const findings = await verifyRenames(
    unit,
    results.findings,
    async (again) => (await findAll(again, conclusiveReading(read(again), again), CERTAIN, context)).findings,
  );
  return {
    unit,
    release,
    catalog,
    reading,
    active,
    findings: isNewerThanFacts(release) ? withoutErrors(findings, settings) : findings,
    broken: results.broken,
  };
}

type Certainty = Pick<ResolvedRelease, "certain" | "isLikely" | "isOpen">;

const CERTAIN: Certainty = { certain: true };

/** What the rules find in a process as Kong reads it, overlaps resolved, and which of them failed. */
async function findAll(
  unit: ConfigUnit,
  reading: Reading,
  { certain, isLikely, isOpen }: Certainty,
  { catalog, settings, ruleSet, active, read }: UnitContext,
): Promise<RuleResults> {
  // Which rules run on a template with conditions is another question for each of the texts that it may become.
  const toRun =
    unit.branches === undefined ? rulesToRun(active, { unit, reading, catalog, settings }) : active;
  const tables = await loadTables(wantedTables(toRun, unit, catalog));
  const inputs = {
    unit,
    reading,
    catalog,
    certain,
    isLikely: isLikely === true,
    isOpen: isOpen === true,
    tables,
    settings,
  };
  const results =
    unit.branches === undefined
      ? { ...runRules(toRun, inputs), refusals: reading.allRefusals() }
      : lintRenderings(active, inputs, read);
  const refused = results.refusals.flatMap(({ span }) => span ?? []);
  return { findings: resolveOverlaps(results.findings, ruleSet.byId, refused), broken: results.broken };
}

/** Which tables some rule asks for; most rules ask for none, and most sources are not asked about. */
function wantedTables(
  toRun: readonly ActiveRule[],
  unit: ConfigUnit,
  catalog: Catalog,
): readonly (keyof Tables)[] {
  return askersAmong(toRun).flatMap((tables) => tables(unit, catalog));
}

/** The questions of rules about the tables that they need. Several rules share one, and most files of a run share the rules. */
const askersAmong = memoizeObject((toRun: readonly ActiveRule[]) => [
  ...new Set(toRun.flatMap(({ rule }) => rule.tables ?? [])),
]);
