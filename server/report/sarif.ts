import type { Position } from "../../grammar/text/line-index.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { FileReport, ReportedFinding, ReportedFix } from "../engine/report.ts";
import type { ResolvedRelease } from "../engine/resolve-release.ts";
import { RULE_PAGES } from "../engine/rule-docs.ts";
import { rules } from "../rules/registry.ts";
import { linesOf } from "./file-lines.ts";
import { agreedRelease } from "./file-release.ts";
import { reportUri } from "./report-uri.ts";
import type { LintRun, ReportContext, Reporter } from "./reporter.ts";
import { ruleHelp } from "./rule-help.ts";
import { securitySeverity } from "./security-severity.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF has three levels; a hint is a note of lower rank. */
const LEVELS = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

/** GitHub's code scanning refuses a run with more results, and shows 5,000 of them. */
const MOST_RESULTS = 25_000;
/** It refuses a result with more locations. */
const MOST_LOCATIONS = 1000;
/** It refuses longer descriptions of a rule, in characters. */
const MOST_DESCRIPTION = 1024;

/** SARIF 2.1.0: one run, the rules that were broken with their help, results with stable fingerprints. */
export const reporter: Reporter = {
  *report(given, context) {
    const { version } = context;
    const { run, left } = withinLimit(withRelativePaths(given, context));
    const ids = [
      ...new Set(run.files.flatMap((file) => file.findings.map((finding) => finding.rule))),
    ].sort();
    const broken = run.files.some((file) => file.failedRules.length > 0);
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
      // Code hosts tell the analyses of a commit apart by it; what follows the slash would name one run.
      automationDetails: { id: "kong-lint/" },
      invocations: [{ executionSuccessful: !broken, ...(left === 0 ? {} : notification(left)) }],
      artifacts: run.files.map((file) => ({
        location: { uri: reportUri(file.path) },
        properties: releaseProperties(file),
      })),
    };
    yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[`;
    yield `${JSON.stringify(head).slice(0, -1)},"results":[`;
    yield* resultLines(run, ids);
    yield "\n]}]}\n";
  },
};

/** A path outside the working folder would tell where the files of the machine are. */
function withRelativePaths(run: LintRun, { relativePath }: ReportContext): LintRun {
  if (relativePath === undefined) return run;
  const isAbsolute = (path: string) => /^(?:\/|[A-Za-z]:\/)/.test(path);
  const files = run.files.map((file) =>
    isAbsolute(file.path) ? { ...file, path: relativePath(file.path) } : file,
  );
  return { ...run, files };
}

/** Of too many findings the most severe, in their order, and how many are left out. */
function withinLimit(run: LintRun): { readonly run: LintRun; readonly left: number } {
  const all = run.files.flatMap(({ findings }) => findings);
  if (all.length <= MOST_RESULTS) return { run, left: 0 };
  const order = ["error", "warning", "info", "hint"] as const;
  const kept = new Set(
    order
      .flatMap((severity) => all.filter((finding) => finding.severity === severity))
      .slice(0, MOST_RESULTS),
  );
  const files = run.files.map((file) => ({
    ...file,
    findings: file.findings.filter((each) => kept.has(each)),
  }));
  return { run: { ...run, files }, left: all.length - MOST_RESULTS };
}

function notification(left: number): object {
  const words = left === 1 ? "1 finding is" : `${left} findings are`;
  const text = `${words} not in this report, because code hosts refuse more than ${MOST_RESULTS}. The most severe are in it.`;
  return { toolExecutionNotifications: [{ level: "warning", message: { text } }] };
}

/** The release of a file; where its processes differ, that of each. */
function releaseProperties(file: FileReport): object {
  const describe = ({ release, reason }: ResolvedRelease) => ({
    kongRelease: formatRelease(release),
    kongReleaseReason: reason,
  });
  const agreed = agreedRelease(file);
  if (agreed !== undefined) return describe(agreed);
  return { kongUnits: file.units.map(({ id, release }) => ({ id, ...describe(release) })) };
}

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
  const introduction = help?.introduction ?? summary;
  const score = securitySeverity(id);
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: shortened(introduction) },
    help: {
      text: introduction,
      ...(help === undefined ? {} : { markdown: `${help.markdown}\n\n${help.examples}` }),
    },
    helpUri: `${RULE_PAGES}/${id}.md`,
    defaultConfiguration: { level: LEVELS[rule?.severity ?? "error"] },
    properties: {
      tags: [...new Set([id.split("/")[0], ...(score === undefined ? [] : ["security"])])],
      precision: "very-high",
      ...(score === undefined ? {} : { "security-severity": score }),
    },
  };
}

function shortened(text: string): string {
  return text.length <= MOST_DESCRIPTION ? text : `${text.slice(0, MOST_DESCRIPTION - 1).trimEnd()}…`;
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
          relatedLocations: finding.related.slice(0, MOST_LOCATIONS - 1).map((place, index) => ({
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
