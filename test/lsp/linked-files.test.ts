import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { createConnection } from "vscode-languageserver/node";
import { languageServerHost } from "../../server/cli/lsp/language-server-host.ts";
import { connectionOptions } from "../../server/lsp/connection-options.ts";
import { serve } from "../../server/lsp/server.ts";
import { nodePlatform } from "../../server/platform/node.ts";
import { folderWith } from "../cli/run-cli.ts";
import { type Message, RawClient, type WireDiagnostic } from "./raw-client.ts";

const COMPOSE =
  "services:\n  kong:\n    image: kong:3.9\n    env_file: gw.list\n    environment:\n      KONG_PG_SSL: 'yes'\n";

/** A workspace of these files in a client that watches them. */
async function workspace(
  files: Readonly<Record<string, string>>,
  capabilities: object = {},
  textDocument: object = {},
) {
  const folder = folderWith(files);
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(toServer, toClient, connectionOptions), languageServerHost(nodePlatform()));
  const client = new RawClient(toClient, toServer, {});
  await client.initialize({
    capabilities: {
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, ...capabilities },
      textDocument,
    },
    workspaceFolders: [{ uri: `file://${folder}`, name: "ws" }],
  });
  const uriOf = (name: string) => `file://${join(folder, name)}`;
  /** The rules of what is said next of a document. */
  const said = async (name: string, act: () => void): Promise<readonly string[]> => {
    const from = client.received.length;
    act();
    const isAbout = ({ method, params }: Message) =>
      method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uriOf(name);
    const { params } = await client.until(isAbout, from);
    return (params as { diagnostics: WireDiagnostic[] }).diagnostics.map(({ code }) => code);
  };
  return {
    client,
    uriOf,
    said,
    open: (name: string, text: string, languageId = "yaml") => client.open(uriOf(name), text, languageId),
    change: (name: string, version: number, text: string) => client.change(uriOf(name), version, [{ text }]),
    write: (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type: 2 }] });
    },
  };
}

const BOOLEAN = "schema/boolean-value";
/** Of `pg_host` where the file says that there is no database. */
const UNUSED = "datastore/unused-connection";
const OFF = "KONG_DATABASE=off\n";

describe("a document is linked with the files to which it refers", () => {
  test("as they are on disk, and again once they change there", async () => {
    const { open, said, write } = await workspace({ "compose.yaml": COMPOSE, "gw.list": "" });
    const first = await said("compose.yaml", () => open("compose.yaml", COMPOSE));
    expect(first).toContain(BOOLEAN);
    expect(first).not.toContain(UNUSED);
    expect(await said("compose.yaml", () => write("gw.list", OFF))).toContain(UNUSED);
    expect(await said("compose.yaml", () => write("gw.list", ""))).not.toContain(UNUSED);
  });

  test("as the editor has them, whatever is on disk", async () => {
    const { client, uriOf, open, change, said } = await workspace({
      "compose.yaml": COMPOSE,
      "gw.list": OFF,
    });
    expect(await said("compose.yaml", () => open("compose.yaml", COMPOSE))).toContain(UNUSED);
    const emptied = await said("compose.yaml", () => open("gw.list", "", "plaintext"));
    expect(emptied).not.toContain(UNUSED);
    expect(await said("compose.yaml", () => change("gw.list", 2, OFF))).toContain(UNUSED);
    expect(await said("compose.yaml", () => change("gw.list", 3, "KONG_X=1\n"))).not.toContain(UNUSED);
    const closed = await said("compose.yaml", () =>
      client.notify("textDocument/didClose", { textDocument: { uri: uriOf("gw.list") } }),
    );
    expect(closed).toContain(UNUSED);
  });

  test("before they are there, and through several files", async () => {
    const compose = "services:\n  kong:\n    extends: {file: base.yaml, service: gw}\n";
    const { client, uriOf, open, said, write } = await workspace({ "compose.yaml": compose });
    open("compose.yaml", compose);
    const textDocument = { uri: uriOf("compose.yaml") };
    expect(await client.request("textDocument/diagnostic", { textDocument })).toMatchObject({ items: [] });
    const base = `services:\n  gw:\n${COMPOSE.split("\n").slice(2).join("\n")}`;
    const DBLESS = "datastore/dbless-config";
    expect(await said("compose.yaml", () => write("base.yaml", base))).not.toContain(DBLESS);
    expect(await said("compose.yaml", () => write("gw.list", OFF))).toContain(DBLESS);
  });

  test("and the client is asked to watch those whose names say nothing", async () => {
    const { client, open, said } = await workspace({ "compose.yaml": COMPOSE, "gw.list": "" });
    await said("compose.yaml", () => open("compose.yaml", COMPOSE));
    await client.until(
      ({ method, params }) =>
        method === "client/registerCapability" && JSON.stringify(params).includes("**/gw.list"),
    );
  });

  test("and a client that asks is told to ask again", async () => {
    const { client, uriOf, open, write } = await workspace(
      { "compose.yaml": COMPOSE, "gw.list": "" },
      { diagnostics: { refreshSupport: true } },
      { diagnostic: {} },
    );
    open("compose.yaml", COMPOSE);
    const pull = () =>
      client.request<{ items: readonly WireDiagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri: uriOf("compose.yaml") },
      });
    expect((await pull()).items.map(({ code }) => code)).not.toContain(UNUSED);
    write("gw.list", OFF);
    await client.until(({ method }) => method === "workspace/diagnostic/refresh");
    expect((await pull()).items.map(({ code }) => code)).toContain(UNUSED);
  });

  test("also where it is not open", async () => {
    const { client, write } = await workspace(
      { "compose.yaml": COMPOSE, "gw.list": "" },
      {},
      { diagnostic: {} },
    );
    const pull = async () => {
      const { items } = await client.request<{ items: { uri: string; items?: WireDiagnostic[] }[] }>(
        "workspace/diagnostic",
        { previousResultIds: [] },
      );
      return items.flatMap(({ items: each = [] }) => each.map(({ code }) => code));
    };
    expect(await pull()).not.toContain(UNUSED);
    write("gw.list", OFF);
    expect(await pull()).toContain(UNUSED);
  });
});

describe("the setting `formats`", () => {
  const settings = (formats: object) => ({ ".kong-lint.json": JSON.stringify({ formats }) });

  test("has a document read in the format that it names", async () => {
    const { open, change, said } = await workspace(settings({ "*.list": "dotenv" }));
    const text = "KONG_PG_SSL=yes\n";
    expect(await said("gw.list", () => open("gw.list", text, "plaintext"))).toEqual([BOOLEAN]);
    expect(await said("gw.list", () => change("gw.list", 2, `${text}KONG_SSL=1\n`))).toContain(BOOLEAN);
  });

  test("`off` leaves a document alone, also one that was read", async () => {
    const { open, said, write } = await workspace(settings({}));
    const text = "KONG_PG_SSL=yes\n";
    expect(await said("kong.env", () => open("kong.env", text, "dotenv"))).toEqual([BOOLEAN]);
    const off = JSON.stringify({ formats: { "kong.env": "off" } });
    expect(await said("kong.env", () => write(".kong-lint.json", off))).toEqual([]);
  });

  test("files of the workspace are found by it", async () => {
    const files = { "gw.list": "KONG_PG_SSL=yes\n", "kong.env": "KONG_PG_SSL=yes\n" };
    const formats = { "*.list": "dotenv", "kong.env": "off" };
    const { client, uriOf } = await workspace({ ...settings(formats), ...files }, {}, { diagnostic: {} });
    const { items } = await client.request<{ items: { uri: string }[] }>("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(items.map(({ uri }) => uri)).toEqual([uriOf("gw.list")]);
  });
});
