import type { Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver";
import type { ReportedFinding } from "../engine/report.ts";
import type { Severity } from "../findings/finding.ts";
import type { ClientSupport } from "./client-support.ts";
import type { Positions } from "./convert.ts";
import type { DiagnosticData } from "./diagnostic-data.ts";
import type { DocumentAnalysis } from "./document-analysis.ts";

const SEVERITIES = { error: 1, warning: 2, info: 3, hint: 4 } as const satisfies Record<
  Severity,
  1 | 2 | 3 | 4
>;
const TAGS = { unnecessary: 1, deprecated: 2 } as const;

/** The findings of a document as the client takes them, in the order of the source; before them how many are left out. */
export function diagnosticsOf(document: DocumentAnalysis, client: ClientSupport): Diagnostic[] {
  const { report, leftOut } = document.analysis;
  const found = report.findings.map((finding) => toDiagnostic(finding, document, client));
  return leftOut === 0 ? found : [leftOutNote(leftOut), ...found];
}

function leftOutNote(count: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: SEVERITIES.info,
    source: "kong-lint",
    message: `The most severe findings are shown here, and at least ${count.toLocaleString("en-US")} more are not. Run \`kong-lint\` on the file to see all of them.`,
  };
}

/** One finding as the client takes it. */
export function toDiagnostic(
  finding: ReportedFinding,
  { uri, positions }: Pick<DocumentAnalysis, "uri" | "positions">,
  client: ClientSupport,
): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(finding, positions),
    severity: SEVERITIES[finding.severity],
    code: finding.rule,
    source: "kong-lint",
    message: finding.message,
  };
  if (client.diagnosticDocs) diagnostic.codeDescription = { href: finding.docs };
  if (client.diagnosticTags && finding.tags.length > 0)
    diagnostic.tags = finding.tags.map((tag) => TAGS[tag]);
  if (client.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(
      (place): DiagnosticRelatedInformation => ({
        location: { uri, range: rangeOf(place, positions) },
        message: place.message,
      }),
    );
  }
  if (client.diagnosticData) diagnostic.data = dataOf(finding, positions);
  return diagnostic;
}

function dataOf(finding: ReportedFinding, positions: Positions): DiagnosticData {
  return {
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    property: finding.property ?? null,
    fixes: finding.fixes
      .filter((fix) => !fix.withheld)
      .map(({ title, applicability, edits }) => ({
        title,
        applicability,
        edits: edits.map((edit) => positions.textEdit(edit)),
      })),
  };
}

/** A place of a report has its UTF-16 columns worked out already. */
function rangeOf(place: Pick<ReportedFinding, "span" | "start" | "end">, positions: Positions) {
  return positions.encoding === "utf-16"
    ? { start: place.start, end: place.end }
    : positions.range(place.span);
}
