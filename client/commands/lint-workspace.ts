import { commands, ProgressLocation, window } from "vscode";
import type { ClientCommand } from "./client-command.ts";

interface Report {
  readonly items: readonly { readonly kind: string; readonly items?: readonly unknown[] }[];
}

/** Checks every Kong file of the workspace, open or not, and shows the Problems panel. */
export const lintWorkspace: ClientCommand = async ({ kongLint }) => {
  const report = await window.withProgress(
    { location: ProgressLocation.Window, title: "Linting Kong files…" },
    async () => {
      const client = await kongLint.client();
      return client.sendRequest<Report>("workspace/diagnostic", { previousResultIds: [] });
    },
  );
  const findings = report.items.reduce((sum, { items }) => sum + (items?.length ?? 0), 0);
  await commands.executeCommand("workbench.actions.view.problems");
  const files = `${report.items.length} Kong ${report.items.length === 1 ? "file" : "files"}`;
  void window.showInformationMessage(
    report.items.length === 0
      ? "No Kong configuration found in this workspace."
      : `${files} checked: ${findings === 0 ? "nothing to report" : `${findings} ${findings === 1 ? "finding" : "findings"}`}.`,
  );
  return { files: report.items.length, findings };
};
