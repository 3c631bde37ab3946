import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createConnection } from "vscode-languageserver/node";
import { formatNames } from "../../server/formats/format-names.ts";
import { connectionOptions } from "../../server/lsp/connection-options.ts";
import { serve } from "../../server/lsp/server.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { programVersion } from "../../server/platform/program-version.ts";
import { reporters } from "../../server/report/reporters.ts";
import { lintRequest } from "../../server/review/lint-request.ts";
import { planReview } from "../../server/review/plan-review.ts";
import { reconcileComments } from "../../server/review/reconcile-comments.ts";
import { renderSummary } from "../../server/review/render-summary.ts";
import { detect } from "../../server/workspace/create-linter.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { RawClient } from "../lsp/raw-client.ts";
import { SHAPED, type ShapedFile } from "./secret-shapes.ts";

/** A secret that no other text has by chance. */
function secretOf(index: number): string {
  return `s3cra${String(index).padStart(2, "0")}Zq7hunter`;
}

/** So many secrets in a text at most, so that a short one does not hide what a long one would show. */
const TOGETHER = 12;

/** Texts of a file with some shapes each, the indexes of which tell the secrets from each other. */
function textsOf({ shapes, wrap }: ShapedFile) {
  const made = shapes.map((shape, index) => {
    const given = shape(secretOf(index));
    return typeof given === "string" ? { text: given, hidden: [secretOf(index)] } : given;
  });
  const texts: { readonly text: string; readonly shapes: typeof made }[] = [];
  for (let at = 0; at < made.length; at += TOGETHER) {
    const some = made.slice(at, at + TOGETHER);
    texts.push({ text: wrap(some.map(({ text }) => text)), shapes: some });
  }
  return texts;
}

test("the shapes are of every format, and more than 250", () => {
  const formats = SHAPED.map((file) => detect(file.path, textsOf(file)[0]?.text ?? "").format);
  expect([...new Set(formats)].sort()).toEqual([...formatNames].sort());
  expect(SHAPED.reduce((sum, { shapes }) => sum + shapes.length, 0)).toBeGreaterThan(250);
});

const COMMANDS: readonly (readonly string[])[] = [
  ...Object.keys(reporters).map((format) => ["lint", "--format", format]),
  ["lint", "--fix-dry-run", "--unsafe-fixes", "--diff"],
  ["lint", "--statistics", "--timing"],
  ["effective", "--all"],
  ["effective", "--format", "json"],
  ["environment"],
  ["environment", "--format", "json"],
  ["upgrade", "--from", "2.8", "--to", "3.9"],
  ["upgrade", "--from", "2.8", "--to", "3.9", "--format", "markdown"],
  ["upgrade", "--from", "2.8", "--to", "3.9", "--format", "json"],
  ["matrix"],
  ["convert", "--to", "dotenv"],
  ["convert", "--to", "kubernetes-env"],
];

describe.each(SHAPED.map((file) => [file.path, file] as const))("%s", (path, file) => {
  test("no command shows a secret", async () => {
    for (const { text, shapes } of textsOf(file)) {
      const folder = folderWith({ [path]: text, "other.conf": "pg_ssl = on\n" });
      const runs = [...COMMANDS.map((argv) => [...argv, path]), ["diff", path, "other.conf"]];
      for (const argv of runs) {
        const { code, stdout, stderr } = await kongLint(folder, argv);
        expect(stderr, argv.join(" ")).not.toContain("internal error");
        expect(code, `${argv.join(" ")}: ${stderr}`).toBeLessThan(3);
        expect(shown(stdout + stderr, shapes), argv.join(" ")).toEqual([]);
      }
    }
  });

  test("no comment of a review shows a secret", async () => {
    for (const { text, shapes } of textsOf(file)) {
      const bytes = new TextEncoder().encode(text);
      const commit = {
        entries: new Map([[path, { id: "1", size: bytes.length, isFile: true }]]),
        read: async () => bytes,
      };
      const lines = text.split("\n").slice(0, -1);
      const patch = `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}`).join("\n")}`;
      const change = { path, previousPath: undefined, isRemoved: false, patch };
      const linted = await lintRequest([change], commit, { version: "0.1.0", from: "none", wishes: {} });
      const dialect = { suggestion: () => "suggestion", lineAddress: () => "https://e.example", spans: true };
      const plan = planReview(linted.files, dialect);
      const facts = { limit: 0, notes: linted.notes, notTaken: undefined, changes: linted.changes };
      const bodies = plan.placed.map(({ body }) => body);
      const said = [...bodies, renderSummary(plan, reconcileComments(plan, [], 0), facts, dialect)].join(
        "\n",
      );
      expect(said.length).toBeGreaterThan(50);
      expect(shown(said, shapes)).toEqual([]);
    }
  });

  test("no answer and no log of the language server shows a secret", async () => {
    for (const { text, shapes } of textsOf(file)) {
      const said = await serverSays(path, text);
      expect(said).toContain("publishDiagnostics");
      expect(shown(said, shapes)).toEqual([]);
    }
  });
});

/** The shapes of which a text shows something. */
function shown(
  said: string,
  shapes: readonly { readonly text: string; readonly hidden: readonly string[] }[],
) {
  return shapes.filter(({ hidden }) => hidden.some((each) => said.includes(each))).map(({ text }) => text);
}

/** Everything that a server says about a document: pushed, answered, logged and traced. */
async function serverSays(path: string, text: string): Promise<string> {
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
  await client.initialize({
    trace: "verbose",
    capabilities: {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    },
  });
  const uri = `file:///ws/${path}`;
  client.open(uri, text, "kong-conf");
  await client.diagnostics(uri, 1);
  const lines = text.split("\n");
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const textDocument = { uri };
  for (const [line, { length }] of lines.entries())
    for (const method of ["hover", "completion", "signatureHelp"])
      for (const character of [Math.min(length, 12), length])
        client.begin(`textDocument/${method}`, { textDocument, position: { line, character } });
  client.begin("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } });
  for (const method of ["inlayHint", "codeLens", "documentSymbol", "documentLink"])
    client.begin(`textDocument/${method}`, { textDocument, range });
  client.begin("workspace/executeCommand", { command: "kong-lint.server.effective", arguments: [{ uri }] });
  await client.request("workspace/symbol", { query: "" });
  await client.ask("textDocument/foldingRange", { textDocument });
  connection.dispose();
  return JSON.stringify(client.received);
}
