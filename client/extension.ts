/** The extension on a desktop or a remote machine: the server runs in a process of the editor's own Node. */
import type { ExtensionContext } from "vscode";
import { activateKongLint, type KongLintApi } from "./activate.ts";
import type { Launch } from "./launch.ts";
import { quiet } from "./quiet.ts";
import { provideTasks } from "./tasks.ts";

const launch: Launch = async (context, options) => {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const program = {
    module: context.asAbsolutePath("dist/kong-lint.cjs"),
    args: ["lsp"],
    transport: TransportKind.ipc,
  };
  return new (quiet(LanguageClient))("kong-lint", "kong-lint", { run: program, debug: program }, options);
};

export function activate(context: ExtensionContext): KongLintApi {
  context.subscriptions.push(provideTasks(context));
  return activateKongLint(context, launch);
}
