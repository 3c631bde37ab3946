/** The extension in a browser: the server runs in a worker of its own. */
import { type ExtensionContext, Uri, workspace } from "vscode";
import { activateKongLint, type KongLintApi } from "./activate.ts";
import { OWN_LANGUAGES } from "./kong-lint.ts";
import type { Launch } from "./launch.ts";
import { inOwnLanguages } from "./own-languages.ts";
import { suppressErrorPopups } from "./suppress-error-popups.ts";
import { workerScript } from "./worker-script.ts";

type Server = ConstructorParameters<typeof import("vscode-languageclient/browser").LanguageClient>[2];

/** A browser has it; the types of Node, which the rest of the project is checked with, do not. */
declare const Worker: new (
  address: string,
  options: { readonly name: string },
) => Server & Pick<EventTarget, "addEventListener">;

const launch: Launch = async (context, options) => {
  const { LanguageClient } = await import("vscode-languageclient/browser");
  const dist = Uri.joinPath(context.extensionUri, "dist");
  // Read by way of the editor, for an extension on a remote machine has no address that a worker could load.
  const parts = await workerScript(async (name) => workspace.fs.readFile(Uri.joinPath(dist, name)));
  const address = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const worker = new Worker(address, { name: "kong-lint" });
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return new (inOwnLanguages(suppressErrorPopups(LanguageClient), OWN_LANGUAGES))(
    "kong-lint",
    "kong-lint",
    worker,
    options,
  );
};

export function activate(context: ExtensionContext): KongLintApi {
  return activateKongLint(context, launch);
}
