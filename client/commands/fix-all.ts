import { type CodeAction, CodeActionKind, commands, Range, window, workspace } from "vscode";
import { activeDocument } from "./active-document.ts";
import type { ClientCommand } from "./client-command.ts";

/** Applies every fix that cannot change what was meant. */
export const fixAll: ClientCommand = fixer(
  CodeActionKind.SourceFixAll.append("kong-lint"),
  "No safe fixes available.",
);

/** Applies every fix, also those that may change what Kong does. */
export const fixAllUnsafe: ClientCommand = fixer(
  CodeActionKind.Source.append("fixAllUnsafe").append("kong-lint"),
  "No fixes available.",
);

/** A command that applies the action of one kind to a whole document. */
function fixer(kind: CodeActionKind, nothing: string): ClientCommand {
  return async ({ kongLint }, given) => {
    const document = await activeDocument(given, kongLint);
    if (document === undefined) return false;
    const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
    const actions = await commands.executeCommand<CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      whole,
      kind.value,
      1,
    );
    const edit = actions.find(({ edit: each }) => each !== undefined)?.edit;
    if (edit === undefined) {
      void window.showInformationMessage(nothing);
      return false;
    }
    return workspace.applyEdit(edit);
  };
}
