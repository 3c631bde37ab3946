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
    ["pg_ssl = yes # please", "pg_ssl = yes‹→ off› # please"],
    ["pg_ssl = on", "pg_ssl = on"],
    ["pg_port = x", "pg_port = x‹→ nothing›"],
    ["pg_port = 0x10", "pg_port = 0x10‹→ 16›"],
    ["pg_port = 1e3", "pg_port = 1e3‹→ 1000›"],
    ["pg_port = 010", "pg_port = 010‹→ 10›"],
    ["pg_port = 5433", "pg_port = 5433"],
    ["tracing_sampling_rate = .50", "tracing_sampling_rate = .50"],
    ["pg_hots = x", "pg_hots = x‹ignored›"],
    ["pg_host = a\npg_host = b", "pg_host = a‹line 3 wins: b›\npg_host = b"],
    ["pg_host = a\n{{ if x }}\npg_host = b\n{{ end }}", "pg_host = a\n{{ if x }}\npg_host = b\n{{ end }}"],
    ["pg_database = 1e3", "pg_database = 1e3‹→ 1000›"],
    ["pg_password = 1e3", "pg_password = 1e3‹→ •••›"],
    ["pg_host = db#1", "pg_host = db#1‹→ db›"],
    ["pg_host =", "pg_host =‹→ nothing›"],
    ["pg_host = {{ host }}", "pg_host = {{ host }}"],
    ["ssl_cipher_suite = modern\nssl_protocols = TLSv1", "ssl_cipher_suite = modern\nssl_protocols = TLSv1"],
  ])("%j", async (line, expected) => {
    expect(await hinted(kong("3.9", line))).toBe(expected);
  });

  test("defaults are shown on demand", async () => {
    const text = kong("3.9", "log_level = warn\npg_ssl = yes\npg_password = x\npg_port = 5432");
    expect(await hinted(text, { defaults: true })).toBe(
      "log_level = warn‹default notice›\npg_ssl = yes‹→ off›\npg_password = x\npg_port = 5432",
    );
    expect(await hinted(text, { reads: false })).not.toContain("‹");
    // What Kong reads is more to know than the default.
    expect(await hinted(kong("3.9", "pg_port = 0x10"), { defaults: true })).toBe("pg_port = 0x10‹→ 16›");
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
    expect(first?.title).toMatch(/^Kong 3\.9\.\d+ \(from a comment in the file\)$/);
    expect(rest).toEqual([]);
  });

  test("a client without the command gets the words", async () => {
    expect((await lenses("pg_host = a", {}, []))[0]?.command).toBe("");
  });

  test("lines that the environment of the settings overrides", async () => {
    const { document } = await markedDocument("pg_host = a\nlog_level = info\npg_port = 2\npg_hots = x");
    const environment = new Map([
      ["KONG_PG_HOST", "db"],
      ["KONG_PG_PORT", "1"],
    ]);
    const lint = { ...document.settings.lint, world: { ...defaultHost, environment } };
    const settings = { ...document.settings, lint };
    const found = await codeLens(
      { ...document, settings },
      { textDocument: { uri: document.uri } },
      testContext(),
    );
    expect(found?.slice(1).map(({ range, command }) => [range.start.line, command?.title])).toEqual([
      [0, "The environment overrides 2 lines"],
      [0, "The environment sets KONG_PG_HOST, which overrides this line"],
      [2, "The environment sets KONG_PG_PORT, which overrides this line"],
    ]);
  });

  test("an environment file that is merely in the same folder has none", async () => {
    const others = { "/ws/kong.env": "KONG_PG_HOST=db\n" };
    expect(await lenses("pg_host = a", others)).toHaveLength(1);
  });

  test("an editor may switch them off", async () => {
    const { document } = await markedDocument("pg_host = a");
    const settings = { ...document.settings, editor: { ...document.settings.editor, codeLens: false } };
    const params = { textDocument: { uri: document.uri } };
    expect(await codeLens({ ...document, settings }, params, testContext())).toEqual([]);
  });
});
