import { describe, expect, test } from "vitest";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { codeLens, SELECT_RELEASE } from "../../server/lsp/features/code-lens.ts";
import { inlayHint } from "../../server/lsp/features/inlay-hint.ts";
import { markedDocument, testContext } from "./marked-document.ts";

const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

interface Wishes {
  readonly defaults?: boolean;
  readonly reads?: boolean;
  readonly settings?: LintSettings;
}

/** The text of the lines from the second one on, with the hints in it. */
async function hinted(text: string, { defaults = false, reads = true, settings = {} }: Wishes = {}) {
  const { document } = await markedDocument(text, { settings });
  const { positions, analysis } = document;
  const editor = { ...document.settings.editor, inlayHints: { reads, defaults } };
  const whole = positions.range({ start: 0, end: analysis.unit.document.text.length });
  const params = { textDocument: { uri: document.uri }, range: whole };
  const hints = await inlayHint(
    { ...document, settings: { ...document.settings, editor } },
    params,
    testContext(),
  );
  const marks = (hints ?? [])
    .map(({ position, label, tooltip }) => ({ at: positions.offset(position), label, tooltip }))
    .sort((a, b) => b.at - a.at);
  const marked = marks.reduce(
    (line, { at, label }) => `${line.slice(0, at)}‹${String(label)}›${line.slice(at)}`,
    analysis.unit.document.text,
  );
  return marked.slice(marked.indexOf("\n") + 1);
}

describe("inlay hints", () => {
  test.each([
    ["pg_ssl = yes # please", "pg_ssl = yes‹reads off› # please"],
    ["pg_ssl = on", "pg_ssl = on"],
    ["pg_port = x", "pg_port = x‹reads nothing›"],
    ["pg_port = 0x10", "pg_port = 0x10‹reads 16›"],
    ["pg_port = 1e3", "pg_port = 1e3‹reads 1000›"],
    ["pg_port = 010", "pg_port = 010‹reads 10›"],
    ["pg_port = 5433", "pg_port = 5433"],
    ["tracing_sampling_rate = .50", "tracing_sampling_rate = .50"],
    ["pg_hots = x", "pg_hots = x‹ignored›"],
    ["pg_host = a\npg_host = b", "pg_host = a‹line 3 wins: b›\npg_host = b"],
    ["pg_host = a\n{{ if x }}\npg_host = b\n{{ end }}", "pg_host = a\n{{ if x }}\npg_host = b\n{{ end }}"],
    ["pg_database = 1e3", "pg_database = 1e3‹reads 1000›"],
    ["pg_password = 1e3", "pg_password = 1e3‹reads •••›"],
    ["pg_host = db#1", "pg_host = db#1‹reads db›"],
    ["pg_host =", "pg_host =‹reads nothing›"],
    ["pg_host = {{ host }}", "pg_host = {{ host }}"],
    ["ssl_cipher_suite = modern\nssl_protocols = TLSv1", "ssl_cipher_suite = modern\nssl_protocols = TLSv1"],
  ])("%j", async (line, expected) => {
    expect(await hinted(kong("3.9", line))).toBe(expected);
  });

  test("defaults are shown on demand", async () => {
    const text = kong("3.9", "log_level = warn\npg_ssl = yes\npg_password = x\npg_port = 5432");
    expect(await hinted(text, { defaults: true })).toBe(
      "log_level = warn‹default notice›\npg_ssl = yes‹reads off›\npg_password = x\npg_port = 5432",
    );
    expect(await hinted(text, { reads: false })).not.toContain("‹");
    // What Kong reads is more to know than the default.
    expect(await hinted(kong("3.9", "pg_port = 0x10"), { defaults: true })).toBe("pg_port = 0x10‹reads 16›");
  });

  test("the environment of the settings wins", async () => {
    const world = {
      ...defaultHost,
      environment: new Map([
        ["KONG_PG_HOST", "env.db"],
        ["KONG_PG_PASSWORD", "hush-hush-1"],
      ]),
    };
    expect(await hinted(kong("3.9", "pg_host = a\npg_password = b"), { settings: { world } })).toBe(
      "pg_host = a‹environment: env.db›\npg_password = b‹environment: •••›",
    );
  });
});

describe("code lenses", () => {
  async function lenses(
    text: string,
    others: Readonly<Record<string, string>> = {},
    commands: readonly string[] = SELECT_RELEASE,
  ) {
    const { document } = await markedDocument(text);
    const context = testContext(others, { commands: new Set(commands) });
    const found = await codeLens(document, { textDocument: { uri: document.uri } }, context);
    return (found ?? []).map(({ range, command }) => ({ line: range.start.line, ...command }));
  }

  test("the release at hand, with the command that chooses another", async () => {
    const [first, ...rest] = await lenses(kong("3.9", "pg_host = a"));
    expect(first).toMatchObject({
      line: 0,
      command: "kong-lint.selectRelease",
      arguments: [{ uri: "file:///ws/kong.conf" }],
    });
    expect(first?.title).toMatch(/^Kong 3\.9\.\d+ \(said by a comment in the file\)$/);
    expect(rest).toEqual([]);
  });

  test("a client without the command gets the words", async () => {
    expect((await lenses("pg_host = a", {}, []))[0]?.command).toBe("");
  });

  test("lines that the environment overrides", async () => {
    const others = {
      "/ws/kong.env": "KONG_PG_HOST=db\nKONG_PG_PORT=1\n",
      "/ws/deep/other.env": "KONG_LOG_LEVEL=info\n",
    };
    const found = await lenses("pg_host = a\nlog_level = info\npg_port = 2\npg_hots = x", others);
    expect(found.slice(1)).toEqual([
      { line: 0, title: "the environment overrides 2 lines", command: "" },
      { line: 0, title: "KONG_PG_HOST in kong.env wins over this line", command: "" },
      { line: 2, title: "KONG_PG_PORT in kong.env wins over this line", command: "" },
    ]);
  });

  test("an editor may switch them off", async () => {
    const { document } = await markedDocument("pg_host = a");
    const settings = { ...document.settings, editor: { ...document.settings.editor, codeLens: false } };
    const params = { textDocument: { uri: document.uri } };
    expect(await codeLens({ ...document, settings }, params, testContext())).toEqual([]);
  });
});
