import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RawClient } from "./raw-client.ts";

const uri = "file:///ws/kong.conf";

describe("malformed parameters", () => {
  const client = RawClient.spawn();
  beforeAll(async () => {
    await client.initialize();
    client.open(uri, "log_level = warn\n");
  });
  afterAll(() => client.process?.kill("SIGKILL"));

  const here = { textDocument: { uri }, position: { line: 0, character: 0 } };
  const range = { start: here.position, end: here.position };
  it.each([
    ["textDocument/hover", undefined],
    ["textDocument/hover", null],
    ["textDocument/hover", []],
    ["textDocument/hover", [here, here]],
    ["textDocument/hover", { textDocument: { uri } }],
    ["textDocument/hover", { ...here, textDocument: { uri: 7 } }],
    ["textDocument/completion", { ...here, position: { line: 0.5, character: 0 } }],
    ["textDocument/completion", { ...here, position: { line: 0, character: null } }],
    ["completionItem/resolve", null],
    ["completionItem/resolve", { data: { uri } }],
    ["textDocument/references", here],
    ["textDocument/references", { ...here, context: null }],
    ["textDocument/codeAction", { ...here, range }],
    ["textDocument/codeAction", { ...here, range, context: {} }],
    ["textDocument/codeAction", { ...here, range, context: { diagnostics: [{ source: "kong-lint" }] } }],
    ["textDocument/codeAction", { ...here, range, context: { diagnostics: [], only: "quickfix" } }],
    ["textDocument/codeAction", { ...here, range: here.position, context: { diagnostics: [] } }],
    ["codeAction/resolve", { data: { uri } }],
    ["textDocument/selectionRange", { ...here, positions: [5] }],
    ["textDocument/inlayHint", here],
    ["textDocument/formatting", here],
    ["textDocument/rangeFormatting", { ...here, range }],
    ["textDocument/onTypeFormatting", { ...here, options: {} }],
    ["textDocument/documentSymbol", {}],
    ["textDocument/semanticTokens/full", {}],
    ["textDocument/semanticTokens/full/delta", { ...here, previousResultId: 5 }],
    ["textDocument/semanticTokens/range", here],
    ["textDocument/diagnostic", null],
    ["textDocument/diagnostic", { textDocument: "x" }],
    ["workspace/diagnostic", null],
    ["workspace/diagnostic", {}],
    ["workspace/symbol", {}],
    ["workspace/executeCommand", { arguments: [] }],
    ["workspace/executeCommand", { command: "kong-lint.server.rules", arguments: "x" }],
  ])("asks %s with %j: the parameters are invalid", async (method, params) => {
    expect((await client.ask(method, params)).error?.code).toBe(-32602);
  });
});
