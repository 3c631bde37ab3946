import { type CodeAction, CodeActionKind, commands, Range, window, workspace } from "vscode";
import { activeDocument } from "./active-document.ts";
import type { ClientCommand } from "./client-command.ts";

/** Applies every fix that cannot change what was meant. */
export const fixAll: ClientCommand = async ({ kongLint }, given) => {
  const document = await activeDocument(given, kongLint);
  if (document === undefined) return false;
  const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
  const actions = await commands.executeCommand<CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    CodeActionKind.SourceFixAll.append("kong-lint").value,
    1,
  );
  const edit = actions.find(({ edit: each }) => each !== undefined)?.edit;
  if (edit === undefined) {
    void window.showInformationMessage("No safe fixes available.");
    return false;
  }
  return workspace.applyEdit(edit);
};
