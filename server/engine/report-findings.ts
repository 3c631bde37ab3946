import type { Catalog } from "../../schemas/catalog.ts";
import { compareVersions } from "../../schemas/release.ts";
import type { Fix } from "../findings/fix.ts";
import { type WriteOptions, writeEdits } from "../fixes/write-edits.ts";
import { type ConfigUnit, unitIn } from "../model/config-unit.ts";
import { formatName } from "../model/format-id.ts";
import type { Location, UnitId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import type { Redactor } from "../secrets/redactor.ts";
import type { SecretWords } from "../secrets/secret-words.ts";
import { secretWords } from "../secrets/secret-words.ts";
import type { UnitAnalysis } from "./analyze.ts";
import { fingerprints } from "./fingerprint.ts";
import type { UnitFinding } from "./merge-units.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "./report.ts";
import { docsOf } from "./rule-docs.ts";

/** What the report of one source is made of. */
export interface ReportInputs {
  readonly source: Source;
  /** One at least. */
  readonly units: readonly UnitAnalysis[];
  readonly findings: readonly UnitFinding[];
  readonly redactor: Redactor;
  readonly suppressed: number;
  readonly broken: readonly string[];
}

/** The last stage of the engine: positions, text edits and redaction. Nothing leaves the engine past it. */
export function reportFindings(inputs: ReportInputs): FileReport {
  const { source, units, findings, redactor } = inputs;
  const { document, format } = source;
  const [first] = units;
  if (first === undefined) throw new RangeError("a report needs a process");
  const analysisOf = byUnit(units, source, first);
  const prints = fingerprints(document.path, findings);
  const hasFindings = findings.length > 0;
  return {
    path: document.path,
    format: formatName(format.id),
    text: hasFindings ? redactor.maskedText(source) : "",
    masked: hasFindings ? redactor.maskedSpans(source) : [],
    release: first.release,
    units: units.map(({ unit, release }) => ({ id: unit.id, name: unit.name, release })),
    findings: findings.map((finding, index) =>
      // A finding is about its first process, or the first of the source.
      toReported(finding, prints[index] ?? "", analysisOf(finding.units[0]), inputs),
    ),
    suppressed: inputs.suppressed,
    failedRules: inputs.broken,
  };
}

/** A process as the source of the report has it. */
interface OwnUnit {
  readonly unit: ConfigUnit;
  readonly catalog: Catalog;
}

/** Looks a process up by its id, and makes what the source has of it once: both may be many. */
function byUnit(
  units: readonly UnitAnalysis[],
  source: Source,
  first: UnitAnalysis,
): (id: UnitId | undefined) => OwnUnit {
  const ofIds = new Map(units.toReversed().map((each) => [each.unit.id, each]));
  const made = new Map<UnitAnalysis, OwnUnit>();
  return (id) => {
    const analysis = (id === undefined ? undefined : ofIds.get(id)) ?? first;
    const own = made.get(analysis) ?? {
      unit: unitIn(analysis.unit, source),
      catalog: analysis.catalog,
    };
    made.set(analysis, own);
    return own;
  };
}

function toReported(
  finding: UnitFinding,
  fingerprint: string,
  { unit, catalog }: OwnUnit,
  { source, redactor }: ReportInputs,
): ReportedFinding {
  const { lines } = source.document;
  const words = secretWords(unit, redactor.secretsIn(source), finding, (word) => catalog.knows(word));
  const redact = (text: string) => redactor.redact(text);
  const place = ({ start, end }: Location) => ({
    span: { start, end },
    start: lines.positionAt(start),
    end: lines.positionAt(end),
  });
  // A name of Kong's is none of the secrets, though some password may be spelled like it.
  const redactName = (name: string) => (catalog.knows(name) ? name : redact(name));
  const escapeHash = compareVersions(catalog.base, "0.10.4") >= 0;
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: redact(words.hide(finding.message)),
    property: finding.property === undefined ? undefined : redactName(finding.property),
    units: finding.units,
    address: redactName(finding.address),
    ...place(finding.span),
    // A place in another source has no line in this one.
    related: finding.related
      .filter((each) => each.span.source === source.document.path)
      .map((each) => ({ ...place(each.span), message: redact(words.hide(each.message)) })),
    fixes: finding.fixes.map((fix) => toFix(fix, unit, { escapeHash, source }, redact, words)),
    tags: finding.tags,
    docs: docsOf(finding.rule),
    fingerprint,
  };
}

function toFix(
  fix: Fix,
  unit: ConfigUnit,
  options: WriteOptions,
  redact: (text: string) => string,
  words: SecretWords,
): ReportedFix {
  const edits = writeEdits(unit, fix.edits, options);
  return {
    title: redact(words.hide(fix.title)),
    // What cannot be written here, as nobody wrote it or others draw on it, is left for a person to do.
    applicability: edits.length === 0 ? "display" : fix.applicability,
    edits,
    withheld: edits.some(({ newText }) => redact(newText) !== newText || words.areIn(newText)),
  };
}
