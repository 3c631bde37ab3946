/** The extension in a browser: the server runs in a worker of its own. */
import { type ExtensionContext, Uri } from "vscode";
import { activateKongLint, type KongLintApi } from "./activate.ts";
import type { Launch } from "./launch.ts";

/** A browser has it; the types of Node, which the rest of the project is checked with, do not. */
declare const Worker: new (
  address: string,
) => ConstructorParameters<
  typeof import("vscode-languageclient/browser").LanguageClient
>[3] extends infer Server
  ? Extract<Server, { postMessage: unknown }>
  : never;

const launch: Launch = async (context, options) => {
  const { LanguageClient } = await import("vscode-languageclient/browser");
  const address = Uri.joinPath(context.extensionUri, "dist/kong-lint-worker.js").toString(true);
  return new LanguageClient("kong-lint", "kong-lint", options, new Worker(address));
};

export function activate(context: ExtensionContext): KongLintApi {
  return activateKongLint(context, launch);
}
