import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { createConnection } from "vscode-languageserver/node";
import { languageServerHost } from "../../server/cli/lsp/language-server-host.ts";
import { connectionOptions } from "../../server/lsp/connection-options.ts";
import { serve } from "../../server/lsp/server.ts";
import { nodePlatform } from "../../server/platform/node.ts";
import { folderWith } from "../cli/run-cli.ts";
import { type Message, RawClient, type WireDiagnostic } from "./raw-client.ts";

/** A property that open-source releases do not have: the message about it names the release. */
const CONF = "pg_iam_auth = on\nworker_consistency = strict\n";
const compose = (tag: string) => `services:\n  kong:\n    image: kong:${tag}\n    env_file: []\n`;

async function workspace(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files);
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(toServer, toClient, connectionOptions), languageServerHost(nodePlatform()));
  const client = new RawClient(toClient, toServer, {});
  await client.initialize({
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    workspaceFolders: [{ uri: `file://${folder}`, name: "ws" }],
  });
  const uriOf = (name: string) => `file://${join(folder, name)}`;
  /** The messages of what is said next of a document. */
  const said = async (name: string, act: () => void): Promise<string> => {
    const from = client.received.length;
    act();
    const isAbout = ({ method, params }: Message) =>
      method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uriOf(name);
    const { params } = await client.until(isAbout, from);
    return (params as { diagnostics: WireDiagnostic[] }).diagnostics.map(({ message }) => message).join("\n");
  };
  const open = (name: string, text: string) =>
    client.open(uriOf(name), text, name.endsWith(".conf") ? "kong-conf" : "dotenv");
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uriOf(name), type: 2 }] });
  };
  return { open, said, write };
}

test("a kong.conf is judged by the release of the image beside it, and again once that changes", async () => {
  const { open, said, write } = await workspace({ "kong.conf": CONF, "compose.yaml": compose("2.8") });
  const first = await said("kong.conf", () => open("kong.conf", CONF));
  expect(first).toContain("Kong 2.8");
  const second = await said("kong.conf", () => write("compose.yaml", compose("2.1")));
  expect(second).toContain("Kong 2.1");
  expect(second).not.toContain("Kong 2.8");
});

test("what a document says of itself counts for more than what is beside it", async () => {
  const text = `# Kong 3.4\n${CONF}`;
  const { open, said } = await workspace({ "kong.conf": text, "compose.yaml": compose("2.8") });
  expect(await said("kong.conf", () => open("kong.conf", text))).not.toContain("Kong 2.8");
});

test("variables are judged as long as Kong gets their file, and not where Compose only fills them in", async () => {
  const variables = "KONG_PG_DB=kong\n";
  const environment = "    environment: [KONG_PG_DATABASE=$KONG_PG_DB]\n";
  const handed = compose("3.9").replace("[]", "[.env]") + environment;
  const { open, said, write } = await workspace({ ".env": variables, "compose.yaml": handed });
  expect(await said(".env", () => open(".env", variables))).toContain("KONG_PG_DB");
  expect(await said(".env", () => write("compose.yaml", compose("3.9") + environment))).toBe("");
});

test("a kong.conf is judged by the ports of the container that has it, and again once these change", async () => {
  const conf = "admin_listen = 0.0.0.0:8001\n";
  const service = (rest: string) =>
    `services:\n  kong:\n    image: kong:3.9\n    volumes: ["./kong.conf:/etc/kong/kong.conf"]\n${rest}`;
  const { open, said, write } = await workspace({
    "kong.conf": conf,
    "compose.yaml": service('    ports: ["127.0.0.1:8001:8001"]\n'),
  });
  expect(await said("kong.conf", () => open("kong.conf", conf))).not.toContain("every interface");
  const host = service("    network_mode: host\n");
  expect(await said("kong.conf", () => write("compose.yaml", host))).toContain("every interface");
});
