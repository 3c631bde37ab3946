import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { DocumentLink } from "vscode-languageserver";
import { createConnection } from "vscode-languageserver/node";
import { languageServerHost } from "../../server/cli/lsp/language-server-host.ts";
import { connectionOptions } from "../../server/lsp/connection-options.ts";
import { serve } from "../../server/lsp/server.ts";
import { nodePlatform } from "../../server/platform/node.ts";
import { folderWith } from "../cli/run-cli.ts";
import { RawClient } from "./raw-client.ts";

/** The links that the server gives for a file of a folder: the characters, and the file from the folder. */
async function linksOf(name: string, files: Readonly<Record<string, string>>, languageId = "yaml") {
  const folder = folderWith(files);
  const text = files[name] ?? "";
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(toServer, toClient, connectionOptions), languageServerHost(nodePlatform()));
  const client = new RawClient(toClient, toServer, {});
  await client.initialize({ workspaceFolders: [{ uri: `file://${folder}`, name: "ws" }] });
  const uri = `file://${join(folder, name)}`;
  client.open(uri, text, languageId);
  const links = await client.request<DocumentLink[]>("textDocument/documentLink", { textDocument: { uri } });
  const lines = text.split("\n");
  return links.map(({ range: { start, end }, target = "" }) => {
    expect(end.line).toBe(start.line);
    return [
      lines[start.line]?.slice(start.character, end.character),
      target.replace(`file://${folder}/`, ""),
    ];
  });
}

const KONG = "services:\n  kong:\n    image: kong:3.9\n";

describe("a file to which a text refers is a link", () => {
  test("environment files, each once", async () => {
    const text = `${KONG}    env_file:\n      - ./kong.env\n      - path: "conf/gw.list"\n        required: false\n      - gone.env\n`;
    const files = { "kong.env": "KONG_LOG_LEVEL=info\n", "conf/gw.list": "KONG_DATABASE=off\n" };
    expect(await linksOf("compose.yaml", { ...files, "compose.yaml": text })).toEqual([
      ["./kong.env", "kong.env"],
      ["conf/gw.list", "conf/gw.list"],
    ]);
  });

  test("services that are extended, and files that are included", async () => {
    const text = `include:\n  - more/compose.yaml\n  - path: [other.yaml]\n${KONG}    extends:\n      file: base.yaml\n      service: base\n`;
    const links = await linksOf("compose.yaml", {
      "compose.yaml": text,
      "base.yaml": "services:\n  base:\n    image: kong:3.9\n    env_file: base.env\n",
      "base.env": "KONG_LOG_LEVEL=info\n",
      "other.yaml": "services:\n  other:\n    image: redis\n",
      "more/compose.yaml": "services:\n  more:\n    image: postgres\n",
    });
    expect(links.toSorted()).toEqual([
      ["base.yaml", "base.yaml"],
      ["more/compose.yaml", "more/compose.yaml"],
      ["other.yaml", "other.yaml"],
    ]);
  });

  test.each([
    ["build: ./gateway", "./gateway", "gateway/Dockerfile"],
    [
      "build:\n      context: gateway\n      dockerfile: prod.Dockerfile",
      "prod.Dockerfile",
      "gateway/prod.Dockerfile",
    ],
    ["build:\n      context: gateway\n      args: {A: b}", "gateway", "gateway/Dockerfile"],
  ])("the Dockerfile of %j", async (build, written, file) => {
    const text = `services:\n  kong:\n    ${build}\n    environment:\n      KONG_LOG_LEVEL: info\n`;
    const links = await linksOf("compose.yaml", { "compose.yaml": text, [file]: "FROM kong:3.9\n" });
    expect(links).toEqual([[written, file]]);
  });

  test.each([
    ['- "./kong.conf:/etc/kong/kong.conf:ro"', "./kong.conf", "kong.conf"],
    ["- ./conf:/etc/kong", "./conf:/etc/kong", "conf/kong.conf"],
    [
      "- type: bind\n        source: ./kong.conf\n        target: /etc/kong/kong.conf",
      "./kong.conf",
      "kong.conf",
    ],
  ])("the kong.conf of the mount %j", async (mount, written, file) => {
    const text = `${KONG}    volumes:\n      ${mount}\n`;
    const links = await linksOf("compose.yaml", { "compose.yaml": text, [file]: "log_level = info\n" });
    expect(links).toEqual([[written, file]]);
  });

  test("the environment file of a command", async () => {
    const run = "docker run --env-file kong.env kong:3.9\n";
    const env = { "kong.env": "KONG_LOG_LEVEL=info\n" };
    expect(await linksOf("run.sh", { ...env, "run.sh": run }, "shellscript")).toEqual([
      ["kong.env", "kong.env"],
    ]);
  });

  test("a file that is not there, and one that is found without being named, are none", async () => {
    const files = {
      "compose.yaml": `${KONG}    env_file: gone.env\n    environment:\n      KONG_LOG_LEVEL: info\n`,
      "compose.override.yaml": "services:\n  kong:\n    environment:\n      KONG_LOG_LEVEL: debug\n",
      ".env": "A=b\n",
    };
    expect(await linksOf("compose.yaml", files)).toEqual([]);
  });
});
