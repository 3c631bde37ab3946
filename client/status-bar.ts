import { Disposable, MarkdownString, StatusBarAlignment, window } from "vscode";
import type { KongLint } from "./kong-lint.ts";

/** Shows the release that the file at hand is checked against; a click leads to the picker. */
export function statusBar(kongLint: KongLint): Disposable {
  const item = window.createStatusBarItem("kong-lint.release", StatusBarAlignment.Right, 90);
  item.name = "Kong release";
  item.command = "kong-lint.chooseRelease";
  const show = () => {
    const document = window.activeTextEditor?.document;
    const status = document === undefined ? undefined : kongLint.statusOf(document.uri.toString());
    if (document === undefined || status === undefined || !kongLint.concerns(document)) return item.hide();
    item.text = status.certain ? status.label : `${status.label} ?`;
    item.accessibilityInformation = { label: `Checked against ${status.label}, ${status.reason}` };
    item.tooltip = new MarkdownString(
      `Checked against **${status.label}**, ${status.reason}.\n\n${
        status.certain ? "Click to choose another release." : "Guessed. Click to set the release."
      }`,
    );
    item.show();
  };
  return Disposable.from(item, kongLint.onStatus(show), window.onDidChangeActiveTextEditor(show));
}
