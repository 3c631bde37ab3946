import type { CompletionItem, InsertReplaceEdit, TextEdit } from "vscode-languageserver";
import type { FeatureContext } from "../../server/lsp/feature.ts";
import { completion } from "../../server/lsp/features/completion.ts";
import { completionResolve } from "../../server/lsp/features/completion-resolve.ts";
import { applyLspEdits } from "./apply-edits.ts";
import { type MarkedOptions, markedDocument, testContext } from "./marked-document.ts";

interface Options extends MarkedOptions {
  readonly context?: FeatureContext;
}

/** The suggestions at the mark, in the order in which a client shows those that fit equally well. */
export async function suggestions(marked: string, { context = testContext(), ...options }: Options = {}) {
  const { document, cursor } = await markedDocument(marked, options);
  const params = { textDocument: { uri: document.uri }, position: cursor };
  const list = await completion(document, params, context);
  const items = [...(list?.items ?? [])].sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1));
  const item = (label: string): CompletionItem => {
    const found = items.find((each) => each.label === label);
    if (found === undefined) throw new Error(`${label} is not offered`);
    return found;
  };
  return {
    document,
    list,
    items,
    item,
    labels: items.map(({ label }) => label),
    /** The text after an item is accepted: what stands behind the cursor gives way too, or stays. */
    accepted: (label: string, how: "insert" | "replace" = "replace") => {
      const edit = item(label).textEdit as TextEdit | InsertReplaceEdit;
      const range = "range" in edit ? edit.range : edit[how];
      return applyLspEdits(document, [{ range, newText: edit.newText }]);
    },
    documentation: async (label: string) => {
      const resolved = await completionResolve(document, item(label), context);
      return typeof resolved.documentation === "string"
        ? resolved.documentation
        : (resolved.documentation?.value ?? "");
    },
  };
}

/** A line that says the release, before the text of a test. */
export const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;
