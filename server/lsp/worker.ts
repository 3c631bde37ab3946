import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { memoryPlatform } from "../platform/memory.ts";
import { programVersion } from "../platform/program-version.ts";
import { connectionOptions } from "./connection-options.ts";
import { serve } from "./server.ts";
import type { ServerHost } from "./server-host.ts";

/** What of the scope of a dedicated worker is used: the messages, which are those of the protocol. */
type WorkerScope = ConstructorParameters<typeof BrowserMessageReader>[0];

/** A browser shows a worker no files: what is open in the editor is all there is. */
const host: ServerHost = {
  program: programVersion,
  files: memoryPlatform().files,
  findSources: async () => [],
  openBaseline: async () => ({ without: (report) => report }),
};

/** The language server as a web worker: it speaks to the page or the extension that started it. */
const scope = globalThis as unknown as WorkerScope;
serve(
  createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope), connectionOptions),
  host,
);
