import type { ExtensionContext } from "vscode";
import type { KongLint } from "../kong-lint.ts";
import type { VirtualDocuments } from "../virtual-documents.ts";

/** What a command may use. */
export interface CommandContext {
  readonly kongLint: KongLint;
  readonly documents: VirtualDocuments;
  readonly context: ExtensionContext;
}

/** A command of the palette; `given` is what another extension, a link or a code lens hands over. */
export type ClientCommand = (deps: CommandContext, ...given: unknown[]) => unknown;
