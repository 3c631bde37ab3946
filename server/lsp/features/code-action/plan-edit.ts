import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import type { FeatureContext } from "../../feature.ts";
import { conversionEdit } from "./conversion-actions.ts";
import { fixEdits } from "./fix-edits.ts";
import { FIX_ALL, FIX_ALL_UNSAFE, LISTENERS } from "./fix-sets.ts";
import type { ActionPlan } from "./planned-action.ts";
import { settingsEdit } from "./settings-edit.ts";
import { sortEdits } from "./sort-section.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** Works out the edit of an action for the document as it is now; undefined where there is nothing left to do. */
export async function planEdit(
  plan: ActionPlan,
  document: DocumentAnalysis,
  context: FeatureContext,
): Promise<WorkspaceEdit | undefined> {
  if (plan.kind === "disable-in-settings") {
    const settings = await context.settingsText?.(document);
    return settings === undefined ? undefined : settingsEdit(plan.rule, settings, context.client);
  }
  if (plan.kind === "convert") return conversionEdit(plan, document, context);
  const edits = await editsOf(plan, document);
  return edits.length === 0 ? undefined : workspaceEdit(document, edits, context.client);
}

async function editsOf(
  plan: Exclude<ActionPlan, { kind: "disable-in-settings" | "convert" }>,
  document: DocumentAnalysis,
): Promise<readonly TextEdit[]> {
  switch (plan.kind) {
    case "fix": {
      const { findings } = document.analysis.report;
      const finding = findings.find(({ fingerprint }) => fingerprint === plan.fingerprint);
      return finding?.fixes[plan.ordinal]?.edits ?? [];
    }
    case "fix-all":
      return fixEdits(document, plan.unsafe === true ? FIX_ALL_UNSAFE : FIX_ALL);
    case "convert-listeners":
      return fixEdits(document, LISTENERS);
    case "sort":
      return sortEdits(document, plan.offset);
  }
}
