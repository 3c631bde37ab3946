import type { ExtensionContext } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";

/** Makes the client of a server that is not started yet: a process on a desktop, a worker in a browser. */
export type Launch = (
  context: ExtensionContext,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;
