import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ClientSupport } from "../../client-support.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";

/** Edits of a document in the form that a client takes; with versions, it refuses edits of a text that has changed since. */
export function workspaceEdit(
  { uri, version, positions }: DocumentAnalysis,
  edits: readonly TextEdit[],
  client: ClientSupport,
): WorkspaceEdit {
  const changes = edits.map((edit) => positions.textEdit(edit));
  return client.versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}
