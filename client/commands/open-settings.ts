import { Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { KongLint } from "../kong-lint.ts";
import type { ClientCommand } from "./client-command.ts";

/** The server's answer. */
interface SettingsFile {
  readonly name: string;
  readonly text: string;
  /** The names that a settings file may have. */
  readonly names: readonly string[];
}

/** Opens the settings file of the workspace folder of the active document, and creates one with comments where there is none. */
export const openSettings: ClientCommand = async ({ kongLint }) => {
  const active = window.activeTextEditor?.document.uri;
  const folder =
    (active === undefined ? undefined : workspace.getWorkspaceFolder(active)) ??
    workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    void window.showInformationMessage(
      "Open a folder first: a settings file applies to the folder it is in.",
    );
    return;
  }
  const uri = await settingsUri(folder.uri, kongLint);
  if (uri !== undefined) await window.showTextDocument(await workspace.openTextDocument(uri));
};

/** The settings file of a folder, which is created where there is none; undefined where it cannot be. */
async function settingsUri(folder: Uri, kongLint: KongLint): Promise<Uri | undefined> {
  const { name, text, names } = await kongLint.ask<SettingsFile>("kong-lint.server.settingsTemplate", {});
  for (const each of names) {
    const uri = Uri.joinPath(folder, each);
    if (await exists(uri)) return uri;
  }
  const uri = Uri.joinPath(folder, name);
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text), overwrite: false });
  if (await workspace.applyEdit(edit)) return uri;
  void window.showErrorMessage(`Cannot create ${name}.`);
  return undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
