import { describe, expect, it } from "vitest";
import type { FileReport } from "../../server/engine/report.ts";
import { clientSupport } from "../../server/lsp/client-support.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { completion } from "../../server/lsp/features/completion.ts";
import type { ServerHost } from "../../server/lsp/server-host.ts";
import { Session } from "../../server/lsp/session.ts";
import { WorkspaceFolders } from "../../server/lsp/workspace-folders.ts";
import { memoryPlatform } from "../../server/platform/memory.ts";
import { programVersion } from "../../server/platform/program-version.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import type { Engine } from "../../server/workspace/file-settings.ts";
import { UNREAD_FORMATS } from "../fixtures/unread-formats.ts";
import { testContext } from "./marked-document.ts";

const uri = "file:///ws/kong.conf";

/** A session whose analyses are counted, and whose settings can be held back. */
function counted(
  settings: () => Promise<unknown> = async () => undefined,
  contents: Readonly<Record<string, string>> = {},
  openBaseline: ServerHost["openBaseline"] = async () => ({ without: (report) => report }),
) {
  const runs: string[] = [];
  const notes: string[] = [];
  const engine: Engine = (linked, wishes) => {
    runs.push(linked.source.document.text);
    return analyze(linked, wishes);
  };
  const { files } = memoryPlatform({ workingFolder: "/ws", files: contents });
  const host: ServerHost = {
    program: programVersion,
    files,
    findSources: async () => [],
    openBaseline,
  };
  const session = new Session({
    host,
    client: clientSupport({}, undefined),
    folders: new WorkspaceFolders(["file:///ws"]),
    engine: async () => engine,
    ask: settings,
    complain: () => undefined,
    note: (line) => void notes.push(line),
    watch: () => undefined,
  });
  return { session, runs, notes, files };
}

const open = (session: Session, text: string) =>
  session.open({ textDocument: { uri, languageId: "kong-conf", version: 1, text } });
const change = (session: Session, version: number, text: string) =>
  session.change({ textDocument: { uri, version }, contentChanges: [{ text }] });

describe("a session", () => {
  it("lists folders of the workspace, and no others", async () => {
    const { session } = counted(undefined, { "/ws/tls/kong.crt": "", "/etc/secret/kong.key": "" });
    const names = async (folder: string) =>
      (await session.folderEntries(uri, folder)).map(({ name }) => name);
    expect(await names("/ws/tls")).toEqual(["kong.crt"]);
    expect(await names("/ws/none")).toEqual([]);
    expect(await names("/etc/secret")).toEqual([]);
    expect(await names("/")).toEqual([]);
    expect(await session.folderEntries("untitled:Untitled-1", "/ws/tls")).toEqual([]);
  });

  it("notes once which settings apply", async () => {
    const ofEditor = async () => ({ release: "3.4", rules: { "schema/*": "warning" } });
    const { session, notes } = counted(ofEditor, { "/ws/.kong-lint.json": '{"edition":"oss"}' });
    open(session, "a = 1");
    await session.analysis(uri);
    change(session, 2, "a = 2");
    await session.analysis(uri);
    expect(notes).toEqual(["settings file: /ws/.kong-lint.json; from the editor: release, rules"]);
  });

  it("analyses each version once, however many ask", async () => {
    const { session, runs } = counted();
    open(session, "a = 1");
    const all = await Promise.all([session.analysis(uri), session.analysis(uri), session.analysis(uri)]);
    await session.analysis(uri);
    expect(new Set(all).size).toBe(1);
    change(session, 2, "a = 2");
    await Promise.all([session.analysis(uri), session.analysis(uri)]);
    expect(runs).toEqual(["a = 1", "a = 2"]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => `no_such_${at} = 1\n`).join("");

  it("has the most severe thousand findings of a text, and says how many there are besides", async () => {
    const { session } = counted();
    // The last line is worse than all before it.
    open(session, `# kong-lint: kong=3.9\n${"pg_password = hunter2\n".repeat(1500)}log_level = loud\n`);
    const document = await session.analysis(uri);
    if (document === undefined) throw new Error("not analyzed");
    const { report, findings, leftOut } = document.analysis;
    expect([report.findings.length, findings.length]).toEqual([1000, 1000]);
    expect(report.findings.map(({ rule }) => rule)).toContain("schema/enum-value");
    expect(leftOut).toBeGreaterThan(500);
    const [note, ...others] = diagnosticsOf(document, session.client);
    expect(note?.message).toBe(
      `The most severe findings are shown here, and at least ${leftOut.toLocaleString("en-US")} more are not. Run \`kong-lint\` on the file to see all of them.`,
    );
    expect(others).toHaveLength(1000);
  });

  it("counts what a baseline leaves of a text, not what it lists", async () => {
    const files = { "/ws/.kong-lint.json": '{ "baseline": "known.json", "release": "3.9" }' };
    const without = (count: number) => async () => ({
      without: (report: FileReport) => ({ ...report, findings: report.findings.slice(count) }),
    });
    const leftBy = async (count: number) => {
      const { session } = counted(undefined, files, without(count));
      open(session, many(1500));
      const { report, leftOut } = (await session.analysis(uri))?.analysis ?? {};
      return [report?.findings.length, leftOut];
    };
    expect(await leftBy(1498)).toEqual([2, 0]);
    expect(await leftBy(100)).toEqual([1000, 400]);
  });

  it("leaves out versions that are over before their settings are known", async () => {
    let release: (value: unknown) => void = () => undefined;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    const { session, runs } = counted(() => held);
    open(session, "a = 1");
    const first = session.analysis(uri);
    change(session, 2, "a = 2");
    const second = session.analysis(uri);
    change(session, 3, "a = 3");
    release(undefined);
    expect((await first)?.version).toBe(3);
    expect((await second)?.version).toBe(3);
    expect(runs).toEqual(["a = 3"]);
  });

  it("has no analysis of a document that was closed meanwhile", async () => {
    const { session, runs } = counted();
    open(session, "a = 1");
    const analysis = session.analysis(uri);
    session.close({ uri });
    expect(await analysis).toBeUndefined();
    expect(runs).toEqual([]);
  });

  it("analyses anew when settings change, and never mixes two states", async () => {
    let level = "off";
    const { session } = counted(async () => ({ rules: { "schema/unknown-property": level } }));
    open(session, "databse = postgres");
    expect((await session.analysis(uri))?.analysis.report.findings).toEqual([]);
    level = "info";
    const stale = session.analysis(uri);
    session.settingsChanged();
    const fresh = await session.analysis(uri);
    expect(fresh?.analysis.report.findings.map(({ severity }) => severity)).toEqual(["info"]);
    await stale;
  });

  it("leaves the text of another program alone, and takes it back when it becomes Kong's", async () => {
    const { session, runs } = counted();
    open(session, "server {\n  listen 80;\n  location / {\n  }\n}\n");
    expect(await session.analysis(uri)).toBeUndefined();
    change(session, 2, "log_level = notice\n");
    expect((await session.analysis(uri))?.version).toBe(2);
    expect(runs).toHaveLength(1);
  });
});

describe("settings that cannot be used", () => {
  it.each([
    ["no JSON", { ".kong-lint.json": "{bad json" }],
    ["of another form", { ".kong-lint.yaml": "rules: 5\n" }],
    ["two in one folder", { ".kong-lint.json": "{}", ".kong-lint.yml": "" }],
    ["what they extend is wrong", { ".kong-lint.json": '{"extends":["base.json"]}', "base.json": "[" }],
  ])("are not written into: %s", async (_, contents) => {
    const { session } = counted(undefined, contents);
    open(session, "pg_ssl = yes\n");
    const document = await session.analysis(uri);
    if (document === undefined) throw new Error("no analysis");
    expect(await session.settingsText(uri)).toBeUndefined();
    const start = { line: 0, character: 9 };
    const params = {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    };
    const settingsText = () => session.settingsText(uri);
    const actions = (await codeAction(document, params, { ...testContext(), settingsText })) ?? [];
    const titles = actions.map(({ title }) => title);
    expect(titles).toContain("Disable `schema/boolean-value` for this line");
    expect(titles).not.toContain("Disable `schema/boolean-value` in the settings");
  });

  it("are made anew where there are none, and not over a file that came meanwhile", async () => {
    const { session, files } = counted();
    open(session, "pg_ssl = yes\n");
    await session.analysis(uri);
    expect(await session.settingsText(uri)).toEqual({ uri: "file:///ws/.kong-lint.json", text: undefined });
    await files.write("/ws/.kong-lint.yaml", "release: '3.9'\n");
    expect(await session.settingsText(uri)).toBeUndefined();
  });
});

describe("a file of variables that is begun", () => {
  /** A session with one document of the language `dotenv`, and what it answers at the end of the text. */
  async function begun(name: string, text: string, languageId = "dotenv") {
    const { session } = counted();
    const address = `file:///ws/${name}`;
    const textDocument = { uri: address, languageId, version: 1 };
    session.open({ textDocument: { ...textDocument, text: "" } });
    session.change({ textDocument, contentChanges: [{ text }] });
    const document = await session.analysis(address);
    if (document === undefined) return undefined;
    const lines = text.split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    const list = await completion(document, { textDocument, position }, testContext());
    return {
      labels: list?.items.map(({ label }) => label) ?? [],
      findings: document.analysis.report.findings,
    };
  }

  it.each([
    ["kong.env", "", "KONG_DATABASE"],
    ["kong.env", "POSTGRES_USER=kong\n", "KONG_DATABASE"],
    [".env", "KONG_", "KONG_DATABASE"],
    [".env", "POSTGRES_USER=kong\nKONG_PG_H", "KONG_PG_HOST"],
    [".env", "export KONG_", "KONG_DATABASE"],
    [".env", "KONG_NGINX_HTTP_", "KONG_NGINX_HTTP_KEEPALIVE_TIMEOUT"],
  ])("%s is completed behind %j, and has no findings", async (name, text, label) => {
    const found = await begun(name, text);
    expect(found?.labels).toContain(label);
    expect(found?.findings).toEqual([]);
  });

  it.each(["", "POSTGRES_USER=kong\n", "# KONG_", "PATH=KONG_"])(
    "that of another program is left alone: %j",
    async (text) => {
      expect(await begun(".env", text)).toBeUndefined();
    },
  );

  it.each(["yaml", "dotenv", "kong-conf"])(
    "a document of another format has no findings as %s",
    async (language) => {
      for (const [name, [text]] of Object.entries(UNREAD_FORMATS))
        expect(await begun(name, text, language)).toBeUndefined();
    },
  );
});
