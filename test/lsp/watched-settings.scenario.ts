import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { kongLint, folderWith as newFolder } from "../cli/run-cli.ts";
import { type Message, RawClient, type WireDiagnostic } from "./raw-client.ts";

const clients: RawClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.process?.kill("SIGKILL");
});

const TEXT = "databse = postgres\n";

/** A workspace folder `ws` with a document that is open in a client that watches files. */
async function session(files: Readonly<Record<string, string>>, relativePatternSupport = false) {
  const root = newFolder({ ...files, "ws/kong.conf": TEXT });
  const client = RawClient.spawn();
  clients.push(client);
  await client.initialize({
    capabilities: {
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport } },
    },
    workspaceFolders: [{ uri: `file://${join(root, "ws")}`, name: "ws" }],
  });
  const uri = `file://${join(root, "ws/kong.conf")}`;
  const severities = async (act: () => void): Promise<readonly number[]> => {
    const from = client.received.length;
    act();
    const isAbout = ({ method, params }: Message) =>
      method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === uri;
    const { params } = await client.until(isAbout, from);
    return (params as { diagnostics: WireDiagnostic[] }).diagnostics.map(({ severity }) => severity);
  };
  return {
    root,
    client,
    opened: () => severities(() => client.open(uri, TEXT)),
    /** What is found once a file has another content, and the client has said so. */
    written: (name: string, content: string) =>
      severities(() => {
        writeFileSync(join(root, name), content);
        const changes = [{ uri: `file://${join(root, name)}`, type: 2 }];
        client.notify("workspace/didChangeWatchedFiles", { changes });
      }),
    /** Waits until the server has asked the client to watch a pattern. */
    watches: (pattern: unknown) =>
      client.until(
        ({ method, params }) =>
          method === "client/registerCapability" && JSON.stringify(params).includes(JSON.stringify(pattern)),
      ),
  };
}

const level = (wanted: string) => JSON.stringify({ rules: { "schema/unknown-property": wanted } });

describe("a file with a name of its own that settings stand on", () => {
  it("is watched and read again: what a settings file extends", async () => {
    const { opened, written, watches } = await session({
      "ws/.kong-lint.json": '{"extends":["shared/base.json"]}',
      "ws/shared/base.json": level("info"),
    });
    expect(await opened()).toEqual([3]);
    await watches("**/base.json");
    expect(await written("ws/shared/base.json", level("hint"))).toEqual([4]);
    expect(await written("ws/shared/base.json", level("warning"))).toEqual([2]);
  });

  it("is watched where it stands, outside the workspace too, and before it is there", async () => {
    const { root, opened, written, watches } = await session(
      { "ws/.kong-lint.json": '{"extends":["../our[1].json"]}' },
      true,
    );
    expect(await opened()).toEqual([1]);
    await watches({ baseUri: `file://${root}`, pattern: "our?1?.json" });
    expect(await written("our[1].json", level("hint"))).toEqual([4]);
  });

  it("is watched and read again: a baseline", async () => {
    const { root, opened, written, watches } = await session({
      "ws/.kong-lint.json": '{"baseline":"accepted.json"}',
    });
    await kongLint(join(root, "ws"), ["--update-baseline"]);
    const baseline = readFileSync(join(root, "ws/accepted.json"), "utf8");
    expect(await opened()).toEqual([]);
    await watches("**/accepted.json");
    expect(await written("ws/accepted.json", '{"version":1,"tool":"kong-lint","findings":[]}')).toEqual([1]);
    expect(await written("ws/accepted.json", baseline)).toEqual([]);
  });

  it("does not count once no settings name it", async () => {
    const { client, root, opened, written } = await session({
      "ws/.kong-lint.json": '{"extends":["base.json"]}',
      "ws/base.json": level("info"),
    });
    expect(await opened()).toEqual([3]);
    expect(await written("ws/.kong-lint.json", level("hint"))).toEqual([4]);
    const from = client.received.length;
    const changes = [{ uri: `file://${join(root, "ws/base.json")}`, type: 2 }];
    client.notify("workspace/didChangeWatchedFiles", { changes });
    await client.request("workspace/symbol", { query: "" });
    const published = client.received.slice(from).map(({ method }) => method);
    expect(published).not.toContain("textDocument/publishDiagnostics");
  });
});
