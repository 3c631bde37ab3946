import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import type { ClientSupport } from "../../client-support.ts";

/** Makes a file with a text; undefined where the client makes no files. It refuses the edit where there is such a file. */
export function newFileEdit(uri: string, text: string, client: ClientSupport): WorkspaceEdit | undefined {
  if (!client.versionedEdits || !client.createsFiles) return undefined;
  const start = { line: 0, character: 0 };
  const content: TextDocumentEdit = {
    textDocument: { uri, version: null },
    edits: [{ range: { start, end: start }, newText: text }],
  };
  // Without options a client refuses the whole change where the file exists.
  return { documentChanges: [{ kind: "create", uri }, content] };
}
