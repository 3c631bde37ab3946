import type { CodeAction, CodeActionKind } from "vscode-languageserver";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import { redactionOf } from "../support/redaction.ts";
import { analysisAt } from "../support/unit-at.ts";
import { conversionActions } from "./code-action/conversion-actions.ts";
import { disableActions } from "./code-action/disable-actions.ts";
import { hasFixes } from "./code-action/fix-edits.ts";
import { FIX_ALL, FIX_ALL_UNSAFE, LISTENERS } from "./code-action/fix-sets.ts";
import { planEdit } from "./code-action/plan-edit.ts";
import type { ActionData, PlannedAction } from "./code-action/planned-action.ts";
import { quickFixes, wantedFindings } from "./code-action/quick-fixes.ts";
import { unsortedSection } from "./code-action/sort-section.ts";
import { touchesOldListener } from "./code-action/touches-old-listener.ts";
import { uncommentActions } from "./code-action/uncomment-actions.ts";
import { vaultActions, vaultFixes } from "./code-action/vault-action.ts";
import { workspaceEdit } from "./code-action/workspace-edit.ts";

/** `CodeActionTriggerKind`: a person asked for the actions, or the editor by itself, for its light bulb. */
const INVOKED = 1;
const AUTOMATIC = 2;

/**
 * What may be done about a range: the fixes of its findings, ways to silence them, and changes that no finding asks for. An
 * edit that takes time, or would show a secret, is worked out in `codeAction/resolve`.
 */
export const codeAction: DocumentFeature<"textDocument/codeAction"> = async (document, params, context) => {
  const { only, triggerKind } = params.context;
  const isAsked = (kind: CodeActionKind) =>
    only === undefined || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const { start, end } = document.positions.span(params.range);
  const wanted = isAsked("quickfix") ? wantedFindings(document, params) : [];
  const fixes = [...quickFixes(wanted), ...vaultFixes(document, wanted)];
  const fixed = new Set(fixes.map(({ title }) => title));
  // What mends a finding need not be offered a second time as a rewriting.
  const rewritings = isAsked("refactor.rewrite")
    ? rewrites(document, start, end, only === undefined && triggerKind === AUTOMATIC)
    : [];
  const planned = [
    ...fixes,
    ...disableActions(document, wanted),
    ...(isAsked("source.fixAll.kong-lint") ? fixAll(document) : []),
    // Never beside other actions: whoever applies a guess asks for it.
    ...(only !== undefined && isAsked("source.fixAllUnsafe.kong-lint") ? fixAllUnsafe(document) : []),
    ...rewritings.filter(({ title }) => !fixed.has(title)),
    // Any line can be converted, so this is offered to those who ask, and not by the light bulb of every line.
    ...(isAsked("refactor") && (only !== undefined || triggerKind === INVOKED)
      ? conversionActions(document, start, context.client)
      : []),
  ];
  const actions = await Promise.all(planned.map((each) => toCodeAction(each, document, context)));
  return actions.filter((action) => action !== undefined);
};

function fixAll(document: DocumentAnalysis): PlannedAction[] {
  if (!hasFixes(document, FIX_ALL)) return [];
  return [{ title: "Apply all safe fixes", kind: "source.fixAll.kong-lint", plan: { kind: "fix-all" } }];
}

function fixAllUnsafe(document: DocumentAnalysis): PlannedAction[] {
  if (!hasFixes(document, FIX_ALL_UNSAFE)) return [];
  return [
    {
      title: "Apply all fixes, including unsafe ones",
      kind: "source.fixAllUnsafe.kong-lint",
      plan: { kind: "fix-all", unsafe: true },
    },
  ];
}

/** @param isForBulb then only what there is a reason for: a section in another order is as good as a sorted one */
function rewrites(whole: DocumentAnalysis, start: number, end: number, isForBulb: boolean): PlannedAction[] {
  const analysis = analysisAt(whole.analysis, start);
  const document = { ...whole, analysis };
  const actions = [...vaultActions(document, start, end), ...uncommentActions(document, start)];
  if (hasFixes(document, LISTENERS) && touchesOldListener(document, start, end))
    actions.push({
      title: "Convert the listen keys of Kong 0.12",
      kind: "refactor.rewrite",
      plan: { kind: "convert-listeners" },
    });
  const section = !isForBulb && analysis.unit.format.owns ? unsortedSection(analysis, start) : undefined;
  if (section !== undefined)
    actions.push({
      title: `Sort the settings of ${section} by name`,
      kind: "refactor.rewrite",
      plan: { kind: "sort", offset: start },
    });
  return actions;
}

async function toCodeAction(
  { title, kind, diagnostics, isPreferred, edits, plan }: PlannedAction,
  document: DocumentAnalysis,
  context: FeatureContext,
): Promise<CodeAction | undefined> {
  const { client } = context;
  const action: CodeAction = { title, kind };
  if (diagnostics !== undefined && diagnostics.length > 0) action.diagnostics = [...diagnostics];
  if (isPreferred === true) action.isPreferred = true;
  if (edits !== undefined) return { ...action, edit: workspaceEdit(document, edits, client) };
  if (plan === undefined) return undefined;
  if (plan.kind === "disable-in-settings" && context.settingsText === undefined) return undefined;
  if (client.codeActionResolvesEdit)
    return { ...action, data: { uri: document.uri, plan } satisfies ActionData };
  // A client that cannot ask later gets the edit at once, unless it would show a secret.
  const edit = await planEdit(plan, document, context);
  if (edit === undefined) return undefined;
  const shown = JSON.stringify(edit);
  return redactionOf(document.analysis)(shown) === shown ? { ...action, edit } : undefined;
}
