/** The extension on a desktop or a remote machine: the server runs in a process of the editor's own Node. */
import { commands, type Disposable, type ExtensionContext, workspace } from "vscode";
import type { ServerOptions } from "vscode-languageclient/node";
import { activateKongLint, type KongLintApi } from "./activate.ts";
import { OWN_LANGUAGES } from "./kong-lint.ts";
import type { Launch } from "./launch.ts";
import { inOwnLanguages } from "./own-languages.ts";
import { programFor, tellOfDifference } from "./program.ts";
import { suppressErrorPopups } from "./suppress-error-popups.ts";
import { provideTasks } from "./tasks.ts";

const launch: Launch = async (context, options) => {
  const { LanguageClient, State, TransportKind } = await import("vscode-languageclient/node");
  const program = await programFor(context);
  options.outputChannel?.appendLine(`Starting ${program.path} (${program.origin})`);
  const client = new (inOwnLanguages(suppressErrorPopups(LanguageClient), OWN_LANGUAGES))(
    "kong-lint",
    "kong-lint",
    serverOptions(),
    options,
  );
  client.onDidChangeState(({ newState }) => {
    const version = client.initializeResult?.serverInfo?.version?.split(" ")[0];
    if (newState === State.Running && version !== undefined) void tellOfDifference(context, program, version);
  });
  return client;

  function serverOptions(): ServerOptions {
    const args = ["lsp"];
    if (program.kind === "command") {
      // In the workspace, which is where the server would start, Windows would find a program of the workspace first.
      const options = { cwd: context.asAbsolutePath("dist") };
      const command = { command: program.path, args, options, transport: TransportKind.stdio };
      return { run: command, debug: command };
    }
    const module = { module: program.path, args, transport: TransportKind.ipc };
    return { run: module, debug: module };
  }
};

/** Another program serves from the moment on at which the person says so, or trusts the workspace. */
function restartForOtherProgram(context: ExtensionContext): Disposable[] {
  let running = programFor(context);
  const restart = async () => {
    const before = await running;
    running = programFor(context);
    const { path } = await running;
    if (path !== before.path) await commands.executeCommand("kong-lint.restart");
  };
  return [
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      const names = ["kong-lint.path", "kong-lint.importStrategy"];
      if (names.some((name) => change.affectsConfiguration(name))) void restart();
    }),
  ];
}

export function activate(context: ExtensionContext): KongLintApi {
  context.subscriptions.push(provideTasks(context), ...restartForOtherProgram(context));
  return activateKongLint(context, launch);
}
