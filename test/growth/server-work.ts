import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import { clientSupport } from "../../server/lsp/client-support.ts";
import { connectionOptions } from "../../server/lsp/connection-options.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import { DEFAULT_OPTIONS } from "../../server/lsp/editor-settings.ts";
import { changeDocument, type OpenDocument, openDocument } from "../../server/lsp/open-document.ts";
import { serve } from "../../server/lsp/server.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { programVersion } from "../../server/platform/program-version.ts";
import { NO_SETTINGS } from "../../server/settings/settings-resolver.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { RawClient } from "../lsp/raw-client.ts";

const client = clientSupport({}, undefined);

async function diagnosticCount({ uri, version, positions, linked }: OpenDocument): Promise<number> {
  if (linked === undefined) throw new Error(`${uri} is not Kong's`);
  const analysis = await analyze(linked);
  const settings = {
    lint: {},
    resolved: NO_SETTINGS,
    file: undefined,
    isBroken: false,
    editor: DEFAULT_OPTIONS,
  };
  return diagnosticsOf({ uri, version, positions, analysis, settings }, client).length;
}

/** Another format than Kong's own is loaded first. */
async function opened(path: string, text: string): Promise<OpenDocument> {
  const uri = `file:///ws/${path}`;
  const languageId = path.endsWith(".conf") ? "kong-conf" : "yaml";
  const document = openDocument({ uri, languageId, version: 1, path, text, encoding: "utf-16" });
  return document.loading ?? document;
}

/** A document is opened, and its diagnostics are made. */
export function opening(path: string, text: string): () => Promise<number> {
  return async () => diagnosticCount(await opened(path, text));
}

/** A letter is typed in the middle of a document that is open. */
export async function editing(path: string, text: string): Promise<() => Promise<number>> {
  let document = await opened(path, text);
  await diagnosticCount(document);
  const at = { line: text.split("\n").length >> 1, character: 0 };
  return () => {
    document = changeDocument(document, [{ range: { start: at, end: at }, text: "#" }], document.version + 1);
    return diagnosticCount(document);
  };
}

/** Requests that are cancelled at once, with an edit after each ten of them, over a connection. */
export function cancelling(path: string, text: string, requests: number): () => Promise<number> {
  const uri = `file:///ws/${path}`;
  return async () => {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const { files } = memoryPlatform({ workingFolder: "/ws" });
    serve(createConnection(toServer, toClient, connectionOptions), {
      program: programVersion,
      files,
      findSources: async () => [],
      openBaseline: async () => ({ without: (report) => report }),
    });
    const editor = new RawClient(toClient, toServer, {});
    await editor.initialize();
    editor.open(uri, text);
    let version = 1;
    for (let count = 0; count < requests; count++) {
      const position = { line: count % 10, character: 3 };
      const id = editor.begin("textDocument/hover", { textDocument: { uri }, position });
      editor.notify("$/cancelRequest", { id });
      if (count % 10 === 9)
        editor.change(uri, ++version, [
          { range: { start: position, end: position }, text: count % 20 === 9 ? "#" : " " },
        ]);
    }
    await editor.diagnostics(uri, version);
    return editor.received.length;
  };
}
