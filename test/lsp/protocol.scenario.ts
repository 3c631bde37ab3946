import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { RawClient, SERVER } from "./raw-client.ts";

const uri = "file:///ws/kong.conf";
const running: RawClient[] = [];

function start(...args: Parameters<typeof RawClient.spawn>): RawClient {
  const client = RawClient.spawn(...args);
  running.push(client);
  return client;
}

afterEach(() => {
  for (const client of running.splice(0)) client.process?.kill("SIGKILL");
});

/** Whether the server still serves: it has to answer, and to analyze. */
async function expectAlive(client: RawClient): Promise<void> {
  const answer = await client.ask("no/such/method", {});
  expect(answer.error?.code).toBe(-32601);
  const alive = `file:///ws/kong-alive-${client.received.length}.conf`;
  client.open(alive, "log_level = bogus\n");
  const codes = (await client.diagnostics(alive, 1)).map(({ code }) => code);
  expect(codes).toEqual(["schema/enum-value"]);
}

describe("a session over standard streams", () => {
  it("goes from initialize to exit as the protocol says", async () => {
    const client = start();
    const early = await client.ask("textDocument/hover", {
      textDocument: { uri },
      position: { line: 0, character: 0 },
    });
    expect(early.error?.code).toBe(-32002);
    const { capabilities, serverInfo } = (await client.initialize({
      capabilities: {
        general: { positionEncodings: ["utf-8", "utf-16"] },
        textDocument: {
          publishDiagnostics: {
            relatedInformation: true,
            tagSupport: { valueSet: [1, 2] },
            codeDescriptionSupport: true,
            dataSupport: true,
          },
        },
      },
    })) as { capabilities: Record<string, unknown>; serverInfo: { name: string } };
    expect(serverInfo.name).toBe("kong-lint");
    expect(capabilities.positionEncoding).toBe("utf-16");
    expect(capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });

    client.open(uri, "log_level = bogus\nlog_level = warn\n");
    const first = await client.diagnostics(uri, 1);
    expect(first).toEqual([
      expect.objectContaining({
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 17 } },
        severity: 1,
        code: "syntax/duplicate-key",
        source: "kong-lint",
        tags: [1],
        codeDescription: { href: expect.stringMatching(/^https:.*syntax\/duplicate-key/) },
        relatedInformation: [
          {
            location: { uri, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 16 } } },
            message: expect.any(String),
          },
        ],
        data: expect.objectContaining({ rule: "syntax/duplicate-key", fixes: [expect.anything()] }),
      }),
    ]);

    client.change(uri, 2, [
      { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: "" },
    ]);
    expect(await client.diagnostics(uri, 2)).toEqual([]);
    client.change(uri, 3, [{ text: "log_level = loud\n" }]);
    expect((await client.diagnostics(uri, 3)).map(({ code }) => code)).toEqual(["schema/enum-value"]);

    const before = client.received.length;
    client.notify("textDocument/didClose", { textDocument: { uri } });
    const cleared = await client.until(({ method }) => method === "textDocument/publishDiagnostics", before);
    expect(cleared.params).toEqual({ uri, diagnostics: [] });

    await client.request("shutdown");
    const late = await client.ask("textDocument/hover", {
      textDocument: { uri },
      position: { line: 0, character: 0 },
    });
    expect(late.error?.code).toBe(-32600);
    client.notify("exit");
    expect(await client.ended).toBe(0);
    expect(client.stderr).toBe("");
  });

  it("answers pulls, with the same id as long as nothing changes", async () => {
    const client = start();
    await client.initialize({ capabilities: { textDocument: { diagnostic: {} } } });
    client.open(uri, "log_level = bogus\n");
    const pull = (previousResultId?: string) =>
      client.request<{ kind: string; resultId: string; items?: { code: string }[] }>(
        "textDocument/diagnostic",
        {
          textDocument: { uri },
          previousResultId,
        },
      );
    const first = await pull();
    expect(first.kind).toBe("full");
    expect(first.items?.map(({ code }) => code)).toEqual(["schema/enum-value"]);
    expect(await pull(first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    client.change(uri, 2, [{ text: "log_level = warn\n" }]);
    const second = await pull(first.resultId);
    expect(second).toMatchObject({ kind: "full", items: [] });
    expect(second.resultId).not.toBe(first.resultId);
    expect(client.received.some(({ method }) => method === "textDocument/publishDiagnostics")).toBe(false);
  });
});

describe("what no client should do", () => {
  /** One server bears all of it. */
  let patient: RawClient | undefined;
  async function patientClient(): Promise<RawClient> {
    if (patient === undefined) {
      patient = RawClient.spawn();
      await patient.initialize();
    }
    return patient;
  }
  afterAll(() => patient?.process?.kill("SIGKILL"));

  it.each([
    ["a body that is no JSON", "Content-Length: 5\r\n\r\n{abc}"],
    ["a header without a length", "X-Nothing: 5\r\n\r\n"],
    ["a negative length", "Content-Length: -5\r\n\r\n"],
    ["a length that is no number", "Content-Length: many\r\n\r\n{}"],
    ["a line that is no header", "hello\r\n\r\n"],
    ["a body longer than its length", "Content-Length: 2\r\n\r\n{}{}{}"],
    ["an empty batch", "Content-Length: 2\r\n\r\n[]"],
    ["null", "Content-Length: 4\r\n\r\nnull"],
    ["a character set that nobody knows", "Content-Length: 2\r\nContent-Type: a; charset=nonsense\r\n\r\n{}"],
    [
      "bytes that are no UTF-8",
      Buffer.concat([Buffer.from("Content-Length: 3\r\n\r\n"), Buffer.from([0xff, 0xfe, 0])]),
    ],
  ])("sends %s, and is served on", async (_, bytes) => {
    const client = await patientClient();
    client.write(bytes);
    await expectAlive(client);
  });

  it("initializes twice: the first time counts", async () => {
    const client = start();
    const early = await client.ask("shutdown");
    expect(early.error?.code).toBe(-32002);
    await client.initialize({ capabilities: { general: { positionEncodings: ["utf-8"] } } });
    const second = await client.ask("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    expect(second.error?.code).toBe(-32600);
    // Diagnostics are pushed on, in the encoding of the first.
    client.open(uri, "# \u00e9\nlog_level = \u00e9\n");
    const [{ range } = { range: undefined }] = await client.diagnostics(uri, 1);
    expect(range?.end).toEqual({ line: 1, character: 14 });
    expect(await client.close()).toBe(0);
  });

  it("initializes with something else, and then as it should", async () => {
    const client = start();
    for (const params of [null, 5, {}, { capabilities: 5 }, { capabilities: {}, workspaceFolders: [7] }])
      expect((await client.ask("initialize", params)).error?.code).toBe(-32602);
    await client.initialize({ workspaceFolders: null });
    await expectAlive(client);
  });

  it("shuts down twice", async () => {
    const client = start();
    await client.initialize();
    await client.request("shutdown");
    expect((await client.ask("shutdown")).error?.code).toBe(-32600);
    expect((await client.ask("initialize", { capabilities: {} })).error?.code).toBe(-32600);
    client.notify("exit");
    expect(await client.ended).toBe(0);
  });

  it("sends parameters of another shape, and is served on", async () => {
    const client = start();
    await client.initialize();
    client.open(uri, "log_level = warn\n");
    const position = { line: 0, character: 3 };
    for (const params of [undefined, null, 5, [], {}, { textDocument: null }, { textDocument: { uri: 7 } }]) {
      client.notify("textDocument/didOpen", params);
      client.notify("textDocument/didChange", params);
      client.notify("textDocument/didClose", params);
      client.notify("workspace/didChangeWatchedFiles", params);
      client.notify("workspace/didChangeConfiguration", params);
      await client.ask("textDocument/hover", params);
      await client.ask("textDocument/diagnostic", params);
      await client.ask("workspace/diagnostic", params);
      await client.ask("completionItem/resolve", params);
    }
    client.notify("textDocument/didChange", {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: 5, text: null },
        { range: { start: position }, text: "x" },
      ],
    });
    client.notify("$/unknown", {});
    client.notify("unknown/notification", {});
    client.send({ id: 99_999, result: 1 });
    await expectAlive(client);
  });

  it("edits outside the text, and both sides have the text at its nearest end", async () => {
    const client = start();
    await client.initialize();
    client.open(uri, "log_level = bogus\n");
    client.change(uri, 2, [
      {
        range: { start: { line: 70, character: 5 }, end: { line: 90, character: 0 } },
        text: "databse = x\n",
      },
      { range: { start: { line: 0, character: 999 }, end: { line: 0, character: 12 } }, text: "warn" },
    ]);
    expect((await client.diagnostics(uri, 2)).map(({ code, range }) => [code, range.start.line])).toEqual([
      ["schema/unknown-property", 1],
    ]);
  });

  it("counts versions backwards, opens twice, changes what is closed", async () => {
    const client = start();
    await client.initialize();
    client.change(uri, 4, [{ text: "a = 1" }]);
    client.open(uri, "log_level = bogus\n", "kong-conf", 7);
    expect(await client.diagnostics(uri, 7)).toHaveLength(1);
    client.change(uri, 3, [{ text: "log_level = warn\n" }]);
    expect(await client.diagnostics(uri, 3)).toEqual([]);
    client.open(uri, "log_level = loud\n", "kong-conf", 9);
    expect(await client.diagnostics(uri, 9)).toHaveLength(1);
    client.notify("textDocument/didClose", { textDocument: { uri } });
    client.notify("textDocument/didClose", { textDocument: { uri } });
    await expectAlive(client);
  });

  it("closes a document while it is analysed, and hears nothing of it", async () => {
    let configure: (value: unknown) => void = () => undefined;
    const settings = new Promise((resolve) => {
      configure = resolve;
    });
    const client = start({ "workspace/configuration": () => settings });
    await client.initialize({ capabilities: { workspace: { configuration: true } } });
    client.open(uri, "log_level = bogus\n");
    await client.until(({ method }) => method === "workspace/configuration");
    client.notify("textDocument/didClose", { textDocument: { uri } });
    configure([null]);
    await expectAlive(client);
    const about = client.received.filter(
      ({ method, params }) =>
        method === "textDocument/publishDiagnostics" &&
        (params as { uri: string; diagnostics: unknown[] }).uri === uri &&
        (params as { diagnostics: unknown[] }).diagnostics.length > 0,
    );
    expect(about).toEqual([]);
  });

  it("asks and cancels at once", async () => {
    const client = start();
    await client.initialize();
    client.open(uri, "log_level = bogus\n");
    const ids = Array.from({ length: 20 }, () => {
      const id = client.begin("textDocument/documentSymbol", { textDocument: { uri } });
      client.notify("$/cancelRequest", { id });
      return id;
    });
    const answers = await Promise.all(
      ids.map((id) => client.until((message) => message.id === id && message.method === undefined)),
    );
    for (const answer of answers) expect([undefined, -32800]).toContain(answer.error?.code);
    await expectAlive(client);
  });

  it("says exit without shutdown: the exit code is 1", async () => {
    const client = start();
    await client.initialize();
    client.notify("exit");
    expect(await client.ended).toBe(1);
  });

  it("goes away in the middle of a message: the server ends", async () => {
    const client = start();
    await client.initialize();
    client.write("Content-Length: 500\r\n\r\n{");
    client.process?.stdin?.end();
    expect(await client.ended).toBe(1);
  });

  it("dies with its end of the pipe held open by another: the server ends within seconds", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const client = start();
    await client.initialize({ processId: parent.pid });
    parent.kill("SIGKILL");
    expect(await client.ended).toBe(1);
  });

  it("dies before it said anything: --clientProcessId tells", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const client = start({}, [...SERVER, "--stdio", `--clientProcessId=${parent.pid}`]);
    parent.kill("SIGKILL");
    expect(await client.ended).not.toBe(0);
  });
});

describe("transports", () => {
  it.each(["socket", "pipe"] as const)("serves over a %s, and ends with it", async (way) => {
    const folder = mkdtempSync(join(tmpdir(), "kong-lint-lsp-"));
    const server = createServer();
    try {
      const met = new Promise<Socket>((resolve) => server.once("connection", resolve));
      await new Promise<void>((resolve) =>
        way === "socket"
          ? server.listen(0, "127.0.0.1", () => resolve())
          : server.listen(join(folder, "pipe"), () => resolve()),
      );
      const address = server.address();
      const place = typeof address === "string" ? address : String(address?.port);
      const child = spawn(SERVER[0], [...SERVER.slice(1), `--${way}=${place}`], { stdio: "ignore" });
      const ended = new Promise((resolve) => child.once("exit", resolve));
      const socket = await met;
      const client = new RawClient(socket, socket, {}, undefined);
      await client.initialize();
      await expectAlive(client);
      socket.destroy();
      expect(await ended).toBe(1);
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("serves over the channel of Node, and ends with it", async () => {
    const child = spawn(SERVER[0], [...SERVER.slice(1), "--node-ipc"], {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const answer = new Promise<{ result?: { serverInfo: { name: string } } }>((resolve) =>
      child.on("message", (message) => resolve(message as never)),
    );
    child.send({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {} },
    });
    expect((await answer).result?.serverInfo.name).toBe("kong-lint");
    child.disconnect();
    expect(await ended).toBe(1);
  });

  it.each([
    [["--socket", "none"], "a port is a number"],
    [["--socket", "1"], "cannot connect"],
    [["--pipe", "/no/such/pipe"], "cannot connect"],
    [["--stdio", "--node-ipc"], "cannot be used together"],
    [["--node-ipc"], "requires a Node client"],
    [["kong.conf"], "does not accept arguments"],
  ])("refuses %j in one line", async (argv, words) => {
    const client = start({}, [...SERVER, ...argv]);
    expect(await client.ended).toBe(2);
    expect(client.stderr).toMatch(/^kong-lint: [^\n]*\n$/);
    expect(client.stderr).toContain(words);
  });
});
