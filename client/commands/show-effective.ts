import { ViewColumn, window, workspace } from "vscode";
import { activeDocument } from "./active-document.ts";
import type { ClientCommand } from "./client-command.ts";

/** Shows beside a file what Kong ends up with; the view follows the file. */
export const showEffective: ClientCommand = async ({ kongLint, documents }, given) => {
  const document = await activeDocument(given, kongLint);
  if (document === undefined) return;
  const shown = await workspace.openTextDocument(documents.effective(document.uri));
  await window.showTextDocument(shown, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
};
