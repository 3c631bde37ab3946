import { compareVersions } from "../../../../schemas/release.ts";
import { writeEdits } from "../../../fixes/write-edits.ts";
import { secretLiterals } from "../../../rules/support/secrets.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { assignmentsIn, ownAssignments } from "../../support/assignment-at.ts";
import { analysisAt } from "../../support/unit-at.ts";
import type { PlannedAction } from "./planned-action.ts";
import type { WantedFinding } from "./quick-fixes.ts";

/**
 * Mends what rules say of secrets in clear text by a reference to the vault of the environment. It is no fix of the rules:
 * those are applied together as well, and the secret would be gone from the file before anybody had noted it.
 */
export function vaultFixes(document: DocumentAnalysis, wanted: readonly WantedFinding[]): PlannedAction[] {
  return wanted.flatMap(({ finding, diagnostics }): PlannedAction[] =>
    SECRET_RULES.has(finding.rule)
      ? vaultActions(
          { ...document, analysis: analysisAt(document.analysis, finding.span.start) },
          finding.span.start,
          finding.span.end,
        ).map((action) => ({
          ...action,
          kind: "quickfix",
          diagnostics,
        }))
      : [],
  );
}

const SECRET_RULES: ReadonlySet<string> = new Set(["security/plaintext-secret", "security/weak-secret"]);

/** Puts a reference to the vault of the environment in the place of a secret, where the release resolves references. */
export function vaultActions({ analysis }: DocumentAnalysis, start: number, end: number): PlannedAction[] {
  const { unit, catalog } = analysis;
  if (compareVersions(catalog.base, "2.8") < 0) return [];
  return assignmentsIn(ownAssignments(unit), start, end).flatMap((assignment): PlannedAction[] => {
    const { property, writtenValue } = assignment;
    // A reference is a whole value, so a secret inside of one cannot be replaced by itself.
    const isWhole = secretLiterals(assignment, catalog).some(({ text }) => text === writtenValue);
    if (!isWhole || !catalog.knows(property)) return [];
    const name = property.replaceAll("_", "-");
    const value = `{vault://env/${name}}`;
    const edits = writeEdits(unit, [{ kind: "set", assignment, value }], {
      escapeHash: true,
      source: analysis.linked.source,
    });
    if (edits.length === 0) return [];
    const title = `Read ${property} from the variable ${property.toUpperCase()}: ${value}`;
    return [{ title, kind: "refactor.rewrite", edits }];
  });
}
