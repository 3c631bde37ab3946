import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import { connectionOptions } from "../../../server/lsp/connection-options.ts";
import { serve } from "../../../server/lsp/server.ts";
import { memoryPlatform } from "../../../server/platform/memory.ts";
import { programVersion } from "../../../server/platform/program-version.ts";
import { RawClient } from "../../lsp/raw-client.ts";
import { Random } from "../random.ts";
import { must, type Target } from "../target.ts";

const METHODS = [
  "hover",
  "completion",
  "signatureHelp",
  "codeAction",
  "codeLens",
  "documentSymbol",
  "foldingRange",
  "selectionRange",
  "documentHighlight",
  "references",
  "definition",
  "documentLink",
  "formatting",
  "rangeFormatting",
  "inlayHint",
  "semanticTokens/full",
  "diagnostic",
];

/** The server answers every request about any document, whatever its position, and none of them fails. */
export const messages: Target = {
  name: "messages",
  async run({ path, text }) {
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const { files } = memoryPlatform({ workingFolder: "/ws" });
    const connection = createConnection(toServer, toClient, connectionOptions);
    serve(connection, {
      program: programVersion,
      files,
      findSources: async () => [],
      openBaseline: async () => ({ without: (report) => report }),
    });
    const client = new RawClient(toClient, toServer, {});
    await client.initialize();
    const uri = `file:///ws/${path}`;
    client.open(uri, text, "kong-conf");
    const random = new Random(text.length);
    const lineCount = text.split("\n").length;
    const place = () => ({ line: random.below(lineCount + 1), character: random.below(50) });
    for (const method of METHODS) {
      const position = place();
      const range = { start: position, end: random.below(2) === 0 ? position : place() };
      const answer = await client.ask(`textDocument/${method}`, {
        textDocument: { uri },
        position,
        range,
        positions: [position],
        context: { diagnostics: [], includeDeclaration: true },
        options: { tabSize: 2, insertSpaces: true },
      });
      must(answer.error === undefined, `${method}: ${answer.error?.message}`);
    }
    connection.dispose();
  },
};
