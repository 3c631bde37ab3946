import { describe, expect, test } from "vitest";
import { semanticTokens } from "../../server/lsp/features/semantic-tokens.ts";
import { encodeTokens, SemanticTokenStream } from "../../server/lsp/semantic-token-stream.ts";
import { type MarkedOptions, markedDocument, testContext } from "./marked-document.ts";

const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

/** The tokens as `word type modifiers`; with two marks those between them. */
async function tokens(marked: string, options: MarkedOptions = {}): Promise<string[]> {
  const { document, cursors } = await markedDocument(marked, options);
  const [start, end] = cursors;
  const range = start === undefined || end === undefined ? undefined : { start, end };
  const found = await semanticTokens(document, { range }, testContext());
  return found.map(({ span, type, modifiers }) =>
    [document.analysis.unit.document.text.slice(span.start, span.end), type, ...modifiers].join(" "),
  );
}

async function line(text: string, release = "3.9"): Promise<string[]> {
  return (await tokens(kong(release, text))).slice(1);
}

describe("tokens", () => {
  test.each([
    ["log_level = info", ["log_level property", "= operator", "info enumMember"]],
    [
      "log_level = notice # c",
      ["log_level property", "= operator", "notice enumMember defaultLibrary", "# c comment"],
    ],
    ["pg_ssl = yes", ["pg_ssl property", "= operator", "yes string modification"]],
    ["pg_hots = a", ["pg_hots variable", "= operator", "a string modification"]],
    ["pg_password = x-y-z", ["pg_password property", "= operator", "x-y-z string readonly"]],
    ["pg_password = {vault://env/x}", ["pg_password property", "= operator", "{vault://env/x} macro"]],
    ["pg_host = {{ host }}", ["pg_host property", "= operator", "{{ host }} string abstract"]],
    ["pg_timeout = 5", ["pg_timeout property", "= operator", "5 number"]],
    ["plugins = bundled,acl", ["plugins property", "= operator", "bundled enumMember", "acl class"]],
    [
      "opentelemetry_tracing = request",
      ["opentelemetry_tracing property deprecated", "= operator", "request string"],
    ],
    [
      "admin_listen = 127.0.0.1:8001 ssl backlog=5, off",
      [
        "admin_listen property",
        "= operator",
        "127.0.0.1 string",
        "8001 number",
        "ssl keyword",
        "backlog keyword",
        "5 number",
        "off enumMember",
      ],
    ],
    ["nginx_http_gzip = on 10k", ["nginx_http_gzip property", "= operator", "on enumMember", "10k number"]],
    ["bare", ["bare variable modification"]],
    ["[kong]", ["[kong] namespace modification"]],
    ["headers = off, \\\n  via", ["headers property", "= operator", "off enumMember", "via enumMember"]],
    ["pg_host = a \\\n  b", ["pg_host property", "= operator", "a string", "b string"]],
  ])("%j", async (text, expected) => {
    expect(await line(text)).toEqual(expected);
  });

  test("comments and headings", async () => {
    expect(await tokens("# words\n\n# GENERAL\n\n; more")).toEqual([
      "# words comment",
      "#  comment",
      "GENERAL namespace",
      "; more comment",
    ]);
  });

  test("variables", async () => {
    expect(await tokens("# c\nexport KONG_PG_SSL='on' # d\nFOO=1\n", { path: "/ws/kong.env" })).toEqual([
      "# c comment",
      "KONG_PG_SSL property",
      "= operator",
      "on enumMember",
      "# d comment",
      "FOO variable",
    ]);
  });

  test("those of a range", async () => {
    expect(await tokens("# a\npg_host = a\n<|>pg_port = 1\n# b<|>\n# c\npg_user = b\n")).toEqual([
      "pg_port property",
      "= operator",
      "1 number",
      "# b comment",
    ]);
  });

  test("no two share a place, and each stands on one line", async () => {
    const text = kong(
      "3.9",
      "pg_host = a \\\n# c\n  b # d \\\n e\n= x\n==\nproxy_listen = off off 1:2 ssl=, [::]:1 backlog\n[a\nx\\\n",
    );
    const { document } = await markedDocument(text);
    const found = await semanticTokens(document, { range: undefined }, testContext());
    for (const [index, { span }] of found.entries()) {
      expect(text.slice(span.start, span.end)).toMatch(/^[^\n]+$/);
      expect(found[index + 1]?.span.start ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(span.end);
    }
  });

  test("a change in one line is a change of a few numbers", async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `pg_host = host${index}`);
    const { document: before } = await markedDocument(lines.join("\n"));
    const { document: after } = await markedDocument(["", ...lines].join("\n"));
    const stream = new SemanticTokenStream();
    const encode = async (document: typeof before) =>
      encodeTokens(await semanticTokens(document, { range: undefined }, testContext()), document.positions);
    const { resultId = "" } = stream.full(before.uri, await encode(before));
    const delta = stream.delta(after.uri, resultId, await encode(after));
    expect(
      "edits" in delta && delta.edits.reduce((sum, { data }) => sum + (data?.length ?? 0), 0),
    ).toBeLessThan(10);
  });
});
