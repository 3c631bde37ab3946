import type {
  CodeAction,
  CodeActionContext,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { ClientSupport } from "../../server/lsp/client-support.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import type { SettingsText } from "../../server/lsp/feature.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { codeActionResolve } from "../../server/lsp/features/code-action-resolve.ts";
import { applyLspEdits } from "./apply-edits.ts";
import { type MarkedOptions, markedDocument, testContext } from "./marked-document.ts";

export interface ActionOptions extends MarkedOptions {
  readonly only?: string[];
  /** 1: a person asked; 2: the editor, for its light bulb. */
  readonly triggerKind?: 1 | 2;
  readonly client?: Partial<ClientSupport>;
  readonly settingsText?: SettingsText;
  /** Send the diagnostics of the whole document, as a client does for those under the cursor. */
  readonly diagnostics?: boolean;
}

/** A kong.conf that says its release. */
export const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

/** The actions at the mark, or between two marks. */
export async function actionsAt(marked: string, options: ActionOptions = {}) {
  const { only, triggerKind, client = {}, settingsText, diagnostics = false, ...rest } = options;
  const { document, cursor, cursors } = await markedDocument(marked, rest);
  const context = {
    ...testContext({}, client),
    ...(settingsText !== undefined && { settingsText: async () => settingsText }),
  };
  const wanted: CodeActionContext = {
    diagnostics: diagnostics ? diagnosticsOf(document, context.client) : [],
    ...(only !== undefined && { only }),
    ...(triggerKind !== undefined && { triggerKind }),
  };
  const range = { start: cursor, end: cursors[1] ?? cursor };
  const params = { textDocument: { uri: document.uri }, range, context: wanted };
  const actions = (await codeAction(document, params, context)) ?? [];
  const titles = actions.map(({ title }) => title);
  const action = (title: string | RegExp): CodeAction => {
    const found = actions.find((each) =>
      typeof title === "string" ? each.title === title : title.test(each.title),
    );
    if (found === undefined) throw new Error(`${title} is not offered, only ${titles.join("; ")}`);
    return found;
  };
  const resolved = async (title: string | RegExp): Promise<CodeAction> => {
    const found = action(title);
    return found.edit === undefined ? codeActionResolve(document, found, context) : found;
  };
  return {
    document,
    actions,
    titles,
    action,
    resolved,
    applied: async (title: string | RegExp) => applyLspEdits(document, editsIn((await resolved(title)).edit)),
  };
}

/** The edits of an action, all in one document. */
export function editsIn(edit: WorkspaceEdit | undefined): TextEdit[] {
  if (edit?.changes !== undefined) return Object.values(edit.changes).flat();
  return (edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change ? ((change as TextDocumentEdit).edits as TextEdit[]) : [],
  );
}
