import type { CodeActionParams, Diagnostic, Range } from "vscode-languageserver";
import type { ReportedFinding } from "../../../engine/report.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import type { PlannedAction } from "./planned-action.ts";

/** A finding that a request is about, with the diagnostics of the client that stand for it. */
export interface WantedFinding {
  readonly finding: ReportedFinding;
  readonly diagnostics: readonly Diagnostic[];
}

/** The findings that touch the range of a request, or that its diagnostics name. */
export function wantedFindings(document: DocumentAnalysis, params: CodeActionParams): WantedFinding[] {
  const { analysis, positions } = document;
  const wanted = positions.span(params.range);
  const own = params.context.diagnostics.filter(({ source }) => source === "kong-lint");
  return analysis.report.findings.flatMap((finding) => {
    const { span } = finding;
    const range = positions.range(span);
    const diagnostics = own.filter((diagnostic) => isOf(diagnostic, finding, range));
    const touches = span.start <= wanted.end && wanted.start <= span.end;
    return touches || diagnostics.length > 0 ? [{ finding, diagnostics }] : [];
  });
}

/** A diagnostic carries the fingerprint of its finding; one of a client that keeps no data is known by rule and place. */
function isOf(diagnostic: Diagnostic, { rule, fingerprint }: ReportedFinding, range: Range): boolean {
  const data: unknown = diagnostic.data;
  if (typeof data === "object" && data !== null && "fingerprint" in data)
    return data.fingerprint === fingerprint;
  const { start, end } = diagnostic.range;
  return (
    diagnostic.code === rule &&
    start.line === range.start.line &&
    start.character === range.start.character &&
    end.line === range.end.line &&
    end.character === range.end.character
  );
}

/** Every fix that changes something. Edits that would repeat a secret come only when the user has chosen them. */
export function quickFixes(wanted: readonly WantedFinding[]): PlannedAction[] {
  return wanted.flatMap(({ finding, diagnostics }) =>
    finding.fixes.flatMap(({ title, applicability, edits, withheld }, ordinal): PlannedAction[] => {
      if (edits.length === 0) return [];
      return [
        {
          title,
          kind: "quickfix",
          diagnostics,
          ...(ordinal === 0 && applicability === "safe" && { isPreferred: true }),
          ...(withheld ? {} : { edits }),
          plan: { kind: "fix", fingerprint: finding.fingerprint, ordinal },
        },
      ];
    }),
  );
}
