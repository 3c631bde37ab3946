import { encodeEdits } from "../../../inputs/encode-edits.ts";
import { vaultReferenceFix } from "../../../rules/support/vault-reference-fix.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { assignmentsIn } from "../../support/assignment-at.ts";
import type { PlannedAction } from "./planned-action.ts";

/**
 * Puts a reference to the vault of the environment in the place of a secret, whether or not a rule asks for it: of a weak secret
 * another one speaks.
 */
export function vaultActions({ analysis }: DocumentAnalysis, start: number, end: number): PlannedAction[] {
  const { unit, catalog } = analysis;
  return assignmentsIn(unit.assignments, start, end).flatMap((assignment): PlannedAction[] => {
    const fix = vaultReferenceFix(assignment, catalog);
    const edits = fix === undefined ? [] : encodeEdits(unit, fix.edits, { escapeHash: true });
    return fix === undefined || edits.length === 0
      ? []
      : [{ title: fix.title, kind: "refactor.rewrite", edits }];
  });
}
