import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { kongLint, folderWith as newFolder } from "../cli/run-cli.ts";
import { RawClient, type WireDiagnostic } from "./raw-client.ts";

/** Two folders of a workspace: settings with overrides and what they extend, suppressions, a baseline, files to leave alone. */
const FILES = {
  "east/.git/HEAD": "ref: refs/heads/main\n",
  "east/.gitignore": "build/\n",
  "east/.kong-lint.json": JSON.stringify({
    extends: ["shared/base.json"],
    release: "2.8",
    rules: { "schema/unknown-property": { level: "warning" } },
    extraProperties: ["our_plugin_*"],
    baseline: "kong-lint-baseline.json",
    ignores: ["legacy/"],
    overrides: [
      { files: ["staging/**"], release: "enterprise@3.4", rules: { "security/*": "off" } },
      { files: ["*.env"], rules: { "env/*": "info" } },
    ],
  }),
  "east/shared/base.json": JSON.stringify({ requireReason: true, rules: { "tls/*": "hint" } }),
  "east/kong.conf": [
    "# kong-lint-disable-next-line schema/unknown-property -- set by our image",
    "databse = postgres",
    "# kong-lint-disable-next-line schema/unknown-property",
    "databsae = postgres",
    "our_plugin_token = abc",
    "log_level = bogus",
    "pg_password = hunter2secret",
    "admin_listen = 0.0.0.0:8001",
    "nginx_proxy_proxy_buffer_size = 1MB",
    "log_level = warn # kong-lint-disable-line -- said twice on purpose",
    "",
  ].join("\n"),
  "east/staging/kong.conf": "admin_listen = 0.0.0.0:8001\r\nportal = on\r\nrbac = of\r\n",
  "east/legacy/kong.conf": "databse = postgres\n",
  "east/build/kong.conf": "databse = postgres\n",
  "east/kong.env": "KONG_DATABSE=postgres\nKONG_LOG_LEVEL='debug' # noisy\nOTHER=1\n",
  "east/nginx/kong.conf": "server {\n  listen 80;\n  location / {\n  }\n}\n",
  "west/kong.conf":
    "# kong-lint: kong=3.9\nproxy_listen = 0.0.0.0:8000 sssl\nssl_cipher_suite = old\n\u00fcmlaut = \u201cx\u201d\n",
  "west/conf/broken/.kong-lint.yaml": "rules:\n  schema/unknown-property: off\n",
  "west/conf/broken/kong.conf.example": "databse = postgres\nlog_level = loud\n",
};

interface Said {
  readonly rule: string;
  readonly severity: number;
  readonly message: string;
  readonly range: WireDiagnostic["range"];
  readonly docs: string;
  readonly fixes: unknown;
}

const clients: RawClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.process?.kill("SIGKILL");
});

/** What the command line says of a folder, by absolute path, in the terms of the protocol. */
async function commandLine(folder: string): Promise<Map<string, readonly Said[]>> {
  const { stdout } = await kongLint(folder, ["--format", "json"]);
  const { files } = JSON.parse(stdout) as { files: { path: string; findings: JsonFinding[] }[] };
  return new Map(files.map(({ path, findings }) => [join(folder, path), findings.map(fromJson)]));
}

interface JsonRange {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly message: string;
  readonly range: JsonRange;
  readonly docs: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: { range: JsonRange; newText: string }[];
  }[];
}

function fromJson({ rule, severity, message, range, docs, fixes }: JsonFinding): Said {
  const toRange = ({ start, end }: JsonRange) => ({
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  });
  return {
    rule,
    severity: ["error", "warning", "info", "hint"].indexOf(severity) + 1,
    message,
    range: toRange(range),
    docs,
    fixes: fixes
      .filter(({ edits }) => edits.length > 0)
      .map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ range: toRange(edit.range), newText: edit.newText })),
      })),
  };
}

function fromWire(diagnostic: WireDiagnostic): Said {
  const { code, severity, message, range, codeDescription, data } = diagnostic;
  return {
    rule: code,
    severity,
    message,
    range,
    docs: codeDescription?.href ?? "",
    fixes: (data?.fixes ?? [])
      .filter(({ edits }) => edits.length > 0)
      .map(({ title, edits }) => ({ title, edits })),
  };
}

const able = {
  textDocument: {
    publishDiagnostics: { codeDescriptionSupport: true, dataSupport: true, relatedInformation: true },
  },
  workspace: { workspaceFolders: true, configuration: true },
};

async function serverFor(root: string): Promise<RawClient> {
  const client = RawClient.spawn({ "workspace/configuration": () => [null] });
  clients.push(client);
  const workspaceFolders = ["east", "west"].map((name) => ({ uri: `file://${join(root, name)}`, name }));
  await client.initialize({ capabilities: able, workspaceFolders });
  return client;
}

async function workspaceFolder(): Promise<string> {
  const root = newFolder(FILES);
  await kongLint(join(root, "east"), ["--no-settings", "--update-baseline", "--rule", "security/*=off"]);
  // The baseline lists what one rule finds, as it does in a project that has just begun.
  const file = join(root, "east/kong-lint-baseline.json");
  const baseline = JSON.parse(readFileSync(file, "utf8"));
  baseline.findings = baseline.findings.filter(({ rule }: { rule: string }) => rule === "schema/enum-value");
  writeFileSync(file, JSON.stringify(baseline));
  return root;
}

interface WorkspaceReport {
  readonly items: readonly {
    readonly uri: string;
    readonly kind: "full" | "unchanged";
    readonly resultId: string;
    readonly items?: readonly WireDiagnostic[];
  }[];
}

describe("the language server", () => {
  it("says of a workspace what the command line says, open or not", async () => {
    const root = await workspaceFolder();
    const expected = new Map([
      ...(await commandLine(join(root, "east"))),
      ...(await commandLine(join(root, "west"))),
    ]);
    // The fixture holds what it is for: each of these would be there, or not, with another reading of the settings.
    const rules = (path: string) => expected.get(join(root, path))?.map(({ rule }) => rule);
    expect(rules("east/kong.conf")).toContain("schema/unknown-property");
    expect(rules("east/kong.conf")).not.toContain("schema/enum-value");
    expect(rules("east/staging/kong.conf")).not.toContain("security/admin-listen-public");
    expect(rules("east/legacy/kong.conf")).toBeUndefined();
    expect(rules("east/build/kong.conf")).toBeUndefined();
    expect(rules("east/nginx/kong.conf")).toBeUndefined();
    expect(rules("west/conf/broken/kong.conf.example")).toEqual(["schema/enum-value"]);
    expect([...expected.values()].flat().length).toBeGreaterThan(10);

    const client = await serverFor(root);
    const report = await client.request<WorkspaceReport>("workspace/diagnostic", { previousResultIds: [] });
    const closed = new Map(
      report.items.map(({ uri, items = [] }) => [decodeURIComponent(uri.slice(7)), items.map(fromWire)]),
    );
    for (const [path, said] of closed) expect([path, said]).toEqual([path, expected.get(path) ?? []]);
    for (const path of expected.keys()) expect([...closed.keys()]).toContain(path);

    for (const path of Object.keys(FILES).filter((name) => /(?:conf|example|env)$/.test(name))) {
      const uri = `file://${join(root, path)}`;
      client.open(uri, readFileSync(join(root, path), "utf8"), path.endsWith("env") ? "dotenv" : "kong-conf");
      if (path.startsWith("east/nginx") || path.startsWith("east/build")) continue;
      const said = (await client.diagnostics(uri, 1)).map(fromWire);
      expect([path, said]).toEqual([path, expected.get(join(root, path)) ?? []]);
    }

    const previousResultIds = report.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const open = new Set(Object.keys(FILES).map((path) => `file://${join(root, path)}`));
    const again = await client.request<WorkspaceReport>("workspace/diagnostic", { previousResultIds });
    for (const { uri, kind } of again.items)
      if (!open.has(uri)) expect([uri, kind]).toEqual([uri, "unchanged"]);
  });

  it("follows settings files, settings of the editor and folders as they change", async () => {
    const root = newFolder({
      "east/kong.conf": "databse = postgres\n",
      "west/kong.conf": "databse = postgres\n",
    });
    let rules: unknown = null;
    const client = RawClient.spawn({ "workspace/configuration": () => [{ rules }] });
    clients.push(client);
    const folder = (name: string) => ({ uri: `file://${join(root, name)}`, name });
    await client.initialize({
      capabilities: {
        ...able,
        workspace: { ...able.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      workspaceFolders: [folder("east")],
    });
    const registration = await client.until(({ method }) => method === "client/registerCapability");
    expect(JSON.stringify(registration.params)).toContain("kong-lint");

    const uri = `file://${join(root, "east/kong.conf")}`;
    const published = async (of: string, from: number) => {
      const { params } = await client.until(
        ({ method, params }) =>
          method === "textDocument/publishDiagnostics" && (params as { uri: string }).uri === of,
        from,
      );
      return (params as { diagnostics: WireDiagnostic[] }).diagnostics;
    };
    const severities = async (act: () => void): Promise<readonly number[]> => {
      const from = client.received.length;
      act();
      return (await published(uri, from)).map(({ severity }) => severity);
    };
    expect(await severities(() => client.open(uri, "databse = postgres\n"))).toEqual([1]);
    rules = { "schema/unknown-property": "hint" };
    expect(
      await severities(() => client.notify("workspace/didChangeConfiguration", { settings: null })),
    ).toEqual([4]);
    const file = join(root, "east/.kong-lint.json");
    const watched = () =>
      client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: `file://${file}`, type: 2 }] });
    writeFileSync(file, JSON.stringify({ rules: { "schema/unknown-property": "info" } }));
    expect(await severities(watched)).toEqual([3]);
    writeFileSync(file, "{ rules");
    const broken = client.received.length;
    expect(await severities(watched)).toEqual([4]);
    expect(await published(`file://${file}`, broken)).toMatchObject([
      { range: { start: { line: 0, character: 2 } }, severity: 1, source: "kong-lint" },
    ]);
    expect(client.received.some(({ method }) => method === "window/showMessage")).toBe(false);
    rmSync(file);
    rules = { "no/such-rule": "off" };
    const mended = client.received.length;
    expect(await severities(watched)).toEqual([1]);
    expect(await published(`file://${file}`, mended)).toEqual([]);
    const inEditor = await client.until(
      ({ method, params }) =>
        method === "window/showMessage" && JSON.stringify(params).includes("no/such-rule"),
    );
    expect(JSON.stringify(inEditor.params)).toContain("the settings of the editor");

    const west = `file://${join(root, "west/kong.conf")}`;
    const counts = async (previousResultIds: readonly object[] = []) => {
      const params = { previousResultIds };
      const { items } = await client.request<WorkspaceReport>("workspace/diagnostic", params);
      return Object.fromEntries(items.map((item) => [item.uri, item.items?.length]));
    };
    expect(await counts()).toEqual({ [uri]: 1 });
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [folder("west")], removed: [] } });
    expect(await counts()).toEqual({ [uri]: 1, [west]: 1 });
    client.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: [folder("west")] } });
    // What is no longer there loses its findings, and that is said once.
    expect(await counts()).toEqual({ [uri]: 1, [west]: 0 });
    expect(await counts([{ uri: west, value: "gone" }])).toEqual({ [uri]: 1 });
  });

  it("looks at settings files again when a client that watches none saves a document", async () => {
    const root = newFolder({ "east/kong.conf": "databse = postgres\n" });
    const client = await serverFor(root);
    const uri = `file://${join(root, "east/kong.conf")}`;
    client.open(uri, "databse = postgres\n");
    expect((await client.diagnostics(uri, 1)).map(({ severity }) => severity)).toEqual([1]);
    writeFileSync(join(root, "east/.kong-lint.yaml"), "rules:\n  schema/unknown-property: info\n");
    const from = client.received.length;
    client.notify("textDocument/didSave", { textDocument: { uri } });
    const { params } = await client.until(({ method }) => method === "textDocument/publishDiagnostics", from);
    expect((params as { diagnostics: WireDiagnostic[] }).diagnostics.map(({ severity }) => severity)).toEqual(
      [3],
    );
  });

  it("reports progress over the workspace, file by file where that is wanted, and stops when told", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `${at < 6 ? "east" : "west"}/${at}/kong.conf`);
    const root = newFolder(Object.fromEntries(names.map((name) => [name, "databse = postgres\n"])));
    /** Holds back the settings of the second folder: the server cannot be done before the test lets it. */
    let heldBack: Promise<unknown> | undefined;
    const client = RawClient.spawn({
      "workspace/configuration": ({ items: [item] }: { items: { scopeUri: string }[] }) =>
        item?.scopeUri.includes("/west/") ? (heldBack ?? [null]) : [null],
    });
    clients.push(client);
    const workspaceFolders = ["east", "west"].map((name) => ({ uri: `file://${join(root, name)}`, name }));
    await client.initialize({ capabilities: able, workspaceFolders });
    const params = { previousResultIds: [], workDoneToken: "work", partialResultToken: "part" };
    const result = await client.request<WorkspaceReport>("workspace/diagnostic", params);
    expect(result.items).toEqual([]);
    const progress = (token: string) =>
      client.received.filter(
        ({ method, params: said }) => method === "$/progress" && (said as { token: string }).token === token,
      );
    expect(progress("part")).toHaveLength(12);
    const kinds = progress("work").map(
      ({ params: said }) => (said as { value: { kind: string } }).value.kind,
    );
    expect(kinds[0]).toBe("begin");
    expect(kinds.at(-1)).toBe("end");
    expect(kinds.filter((kind) => kind === "report").length).toBeGreaterThan(5);

    let release: (settings: unknown) => void = () => undefined;
    heldBack = new Promise((resolve) => {
      release = resolve;
    });
    const from = client.received.length;
    client.notify("workspace/didChangeConfiguration", { settings: null });
    const id = client.begin("workspace/diagnostic", { ...params, partialResultToken: "stopped" });
    const asksForWest = ({ method, params: asked }: { method?: string; params?: unknown }) =>
      method === "workspace/configuration" && JSON.stringify(asked).includes("/west/");
    await client.until(asksForWest, from);
    client.notify("$/cancelRequest", { id });
    release([null]);
    const answer = await client.until((message) => message.id === id && message.method === undefined);
    expect(answer.error?.code).toBe(-32800);
    expect(progress("stopped").length).toBeGreaterThanOrEqual(6);
    expect(progress("stopped").length).toBeLessThan(12);
  });
});
