import { overlaps } from "../../grammar/text/span.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { Analysis, UnitAnalysis } from "../engine/analyze.ts";
import type { ReportedFinding } from "../engine/report.ts";
import type { PropertyReading, Provenance } from "../loader/reading.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import type { Location } from "../model/location.ts";
import type { DiffPlace, DiffSideSummary, SideOrigin } from "./configuration-diff.ts";
import type { DiffSide, SideFinding, SideReading, SideRefusal, WrittenName } from "./diff-side.ts";
import type { SideRelease } from "./pair-releases.ts";

type PlaceOf = (at: Location | undefined) => DiffPlace | undefined;

/** A process of a source, ready to be compared. */
export function sideOfUnit(analysis: Analysis, each: UnitAnalysis, told: SideRelease): DiffSide {
  const { linked, redactor } = analysis;
  const { unit, catalog, reading } = each;
  const placeOf = placesIn(linked);
  const readings = new Map<string, SideReading>();
  for (const property of reading.properties.values())
    if (property.value !== undefined || property.opaque || property.definition !== undefined)
      readings.set(property.property, readingOf(property, placeOf));
  const written = new Map<string, WrittenName>();
  for (const assignment of unit.assignments) {
    if (assignment.section !== undefined || assignment.origin.kind === "derived") continue;
    const { property, variable, writtenName, writtenValue, channel, span } = assignment;
    const name = channel === "file" ? writtenName : variable;
    written.set(property, { property, name, text: writtenValue, place: placeOf(span) });
  }
  const findings = [analysis.report, ...analysis.elsewhere.map(({ report }) => report)].flatMap((report) =>
    report.findings
      .filter(({ units }) => units.length === 0 || units.includes(unit.id))
      .map((finding) => ({ finding, path: report.path })),
  );
  return {
    summary: summaryOfUnit(unit, told, linked),
    release: told.release,
    catalog,
    readings,
    written,
    refusals: reading.allRefusals().map(({ check, property, span, assignment }): SideRefusal => {
      const at = span ?? assignment?.span;
      const guilty = findings.find(
        ({ finding, path }) =>
          finding.severity === "error" &&
          (at === undefined
            ? finding.property === property
            : path === at.source && overlaps(finding.span, at)),
      )?.finding;
      return {
        key: `${check} ${property}`,
        property: assignment?.property ?? property,
        place: placeOf(at),
        message: guilty?.message,
        fix: fixOf(guilty),
        rule: guilty?.rule,
      };
    }),
    findings: findings.map(({ finding, path }) => sideFinding(finding, path)),
    redact: (text) => redactor.redact(text),
  };
}

function sideFinding(finding: ReportedFinding, path: string): SideFinding {
  const { rule, severity, property = "", message, span, start } = finding;
  return {
    rule,
    severity,
    property,
    message,
    fix: fixOf(finding),
    isWritten: span.end > span.start,
    place: { path, line: start.line + 1 },
  };
}

function fixOf(finding: ReportedFinding | undefined): string | undefined {
  return finding?.fixes[0]?.title;
}

/** What there is to say of a process as a whole. */
export function summaryOfUnit(
  unit: ConfigUnit,
  { release, reason, unknown }: SideRelease,
  linked: LinkedSource,
): DiffSideSummary {
  return {
    path: linked.source.document.path,
    id: unit.id,
    name: unit.name,
    release: formatRelease(release),
    reason,
    unknownRelease: unknown,
    settings: new Set(
      unit.assignments.filter(({ origin }) => origin.kind === "written").map(({ property }) => property),
    ).size,
    // The environment may always add to Kong's own file and to files of variables.
    open:
      unit.absence.kind === "open" && !unit.format.owns ? unit.absence.because.map(({ what }) => what) : [],
  };
}

function readingOf({ property, value, opaque, provenance }: PropertyReading, placeOf: PlaceOf): SideReading {
  const assignment =
    provenance.kind === "assignment" || provenance.kind === "alias" ? provenance.assignment : undefined;
  return {
    property,
    value,
    unknown: opaque ? "run-time" : undefined,
    written: opaque ? (assignment?.rawValue ?? "") : "",
    isSet: provenance.kind !== "default",
    origin: originOf(provenance),
    place: assignment?.origin.kind === "derived" ? undefined : placeOf(assignment?.span),
  };
}

function originOf(provenance: Provenance): SideOrigin {
  switch (provenance.kind) {
    case "default":
      return { kind: "default" };
    case "assignment":
      return originOfAssignment(provenance.assignment);
    case "variable":
      return { kind: "made", by: provenance.variable };
    case "alias":
      return { kind: "by", by: provenance.alias };
    case "derived":
      return { kind: "by", by: provenance.by };
  }
}

function originOfAssignment({ origin, layer }: Assignment): SideOrigin {
  if (origin.kind === "written") return { kind: "written" };
  const { what, name, version } = origin.by;
  return {
    kind: "made",
    by: what === "chart" ? `the chart ${name}${version === undefined ? "" : ` ${version}`}` : layer.label,
  };
}

/** The lines of a source and of those that it draws on. */
function placesIn({ source, drawn }: LinkedSource): PlaceOf {
  return (at) => {
    if (at === undefined) return undefined;
    const document = at.source === source.document.path ? source.document : drawn.get(at.source)?.document;
    const line = document === undefined ? undefined : document.lines.positionAt(at.start).line + 1;
    return { path: at.source, line };
  };
}
