/** The language server in a web worker: without files, so that each document stands for itself. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { memoryPlatform } from "../platform/memory.ts";
import { UserError } from "../platform/user-error.ts";
import { serve } from "./server.ts";

/** Put in by the build. */
declare const KONG_LINT_VERSION: string | undefined;

type WorkerScope = ConstructorParameters<typeof BrowserMessageReader>[0];

const scope = globalThis as unknown as WorkerScope;

serve(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
  version: typeof KONG_LINT_VERSION === "string" ? KONG_LINT_VERSION : "0.0.0",
  files: memoryPlatform().files,
  findSources: async () => [],
  open: async () => undefined,
  openBaseline: async (path) => {
    throw new UserError(`${path}: a browser has no files`);
  },
});
