import type { Position } from "../../grammar/text/line-index.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "../engine/report.ts";
import { RULE_PAGES } from "../engine/rule-docs.ts";
import { rules } from "../rules/registry.ts";
import { linesOf } from "./file-lines.ts";
import { reportUri } from "./report-uri.ts";
import type { LintRun, Reporter } from "./reporter.ts";
import { ruleHelp } from "./rule-help.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF has three levels; a hint is a note of lower rank. */
const LEVELS = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

/** SARIF 2.1.0: one run, the rules that were broken with their help, results with stable fingerprints. */
export const reporter: Reporter = {
  *report(run, { version }) {
    const ids = [
      ...new Set(run.files.flatMap((file) => file.findings.map((finding) => finding.rule))),
    ].sort();
    const broken = run.files.some((file) => file.brokenRules.length > 0);
    const head = {
      tool: {
        driver: {
          name: "kong-lint",
          version,
          semanticVersion: version,
          informationUri: RULE_PAGES.replace(/\/blob\/.*$/, ""),
          rules: ids.map(describeRule),
        },
      },
      columnKind: "utf16CodeUnits",
      invocations: [{ executionSuccessful: !broken }],
      artifacts: run.files.map((file) => ({
        location: { uri: reportUri(file.path) },
        properties: {
          kongRelease: formatRelease(file.release.release),
          kongReleaseReason: file.release.reason,
        },
      })),
    };
    yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[`;
    yield `${JSON.stringify(head).slice(0, -1)},"results":[`;
    yield* resultLines(run, ids);
    yield "\n]}]}\n";
  },
};

function* resultLines(run: LintRun, ids: readonly string[]): Iterable<string> {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  let separator = "\n";
  for (const [artifact, file] of run.files.entries()) {
    for (const finding of file.findings) {
      yield separator + JSON.stringify(result(file, artifact, finding, indexOf.get(finding.rule) ?? -1));
      separator = ",\n";
    }
  }
}

function describeRule(id: string): object {
  const rule = rules.find((each) => each.id === id);
  const help = ruleHelp(id);
  const summary = rule?.summary ?? "A rule of kong-lint failed";
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: help?.introduction ?? summary },
    help: { text: help?.introduction ?? summary, ...(help === undefined ? {} : { markdown: help.markdown }) },
    helpUri: `${RULE_PAGES}/${id}.md`,
    defaultConfiguration: { level: LEVELS[rule?.severity ?? "error"] },
    properties: { tags: [id.split("/")[0]] },
  };
}

function result(file: FileReport, artifact: number, finding: ReportedFinding, ruleIndex: number): object {
  const fixes = finding.fixes.filter((fix) => !fix.withheld && fix.edits.length > 0);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [location(file, artifact, finding.start, finding.end)],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((place, index) => ({
            id: index,
            ...location(file, artifact, place.start, place.end),
            message: { text: place.message },
          })),
        }),
    partialFingerprints: { "kongLintFingerprint/v1": finding.fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(file, artifact, fix)) }),
    properties: {
      severity: finding.severity,
      ...(finding.property === undefined ? {} : { property: finding.property }),
    },
  };
}

function location(file: FileReport, artifact: number, start: Position, end: Position): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: reportUri(file.path), index: artifact },
      region: region(start, end),
    },
  };
}

function region(start: Position, end: Position): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function sarifFix(file: FileReport, artifact: number, fix: ReportedFix): object {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: { uri: reportUri(file.path), index: artifact },
        replacements: fix.edits.map(({ span, newText }) => ({
          deletedRegion: region(linesOf(file).positionAt(span.start), linesOf(file).positionAt(span.end)),
          ...(newText === "" ? {} : { insertedContent: { text: newText } }),
        })),
      },
    ],
    properties: { applicability: fix.applicability },
  };
}
