import { describe, expect, test } from "vitest";
import type { MarkupContent } from "vscode-languageserver";
import type { FeatureContext } from "../../server/lsp/feature.ts";
import { hover } from "../../server/lsp/features/hover.ts";
import { signatureHelp } from "../../server/lsp/features/signature-help.ts";
import { type MarkedOptions, markedDocument, testContext } from "./marked-document.ts";
import { withRanges } from "./with-ranges.ts";

interface Options extends MarkedOptions {
  readonly context?: FeatureContext;
}

/** What a hover says, and the text with the range that it is about. */
async function hovered(marked: string, { context = testContext(), ...options }: Options = {}) {
  const { document, cursor } = await markedDocument(marked, options);
  const answer = await hover(document, { textDocument: { uri: document.uri }, position: cursor }, context);
  if (answer === null) return undefined;
  const { value } = answer.contents as MarkupContent;
  const ranges = answer.range === undefined ? [] : [answer.range];
  return {
    text: value,
    place: withRanges(document.analysis.unit.document.text, document.positions, ranges)
      .split("\n")
      .find((line) => line.includes("«")),
  };
}

const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

describe("a name", () => {
  test("says what it is, what Kong reads, and since when there is such a property", async () => {
    const answer = await hovered(kong("3.9", "pg_s<|>sl = on"));
    expect(answer?.place).toBe("«pg_ssl» = on");
    expect(answer?.text).toMatch(/^\*\*`pg_ssl`\*\* · boolean, default off · Kong 3\.9/);
    expect(answer?.text).toContain("Kong reads `on`.");
    expect(answer?.text).toContain("- Allowed: `on`, `off`");
    expect(answer?.text).toContain("- Variable: `KONG_PG_SSL`");
    expect(answer?.text).toMatch(/- Kong: since /);
    expect(answer?.text).toMatch(/- Kong Enterprise: since /);
  });

  test.each([
    ["pg_s<|>sl = yes", "Kong reads `off`: only `on` and `true` turn it on."],
    ["pg_h<|>ost = a # b", "Kong reads `a`."],
    ["pg_h<|>ost = a#b", "Kong reads `a`: the `#` cuts off the rest."],
    ["pg_p<|>ort = x", "Kong reads nothing: it is not a number."],
    ["pg_p<|>ort =", "Kong reads nothing: an empty value unsets the default."],
    ["pg_d<|>atabase = 007", "Kong reads `7`: it reads the text as a number."],
    ["pg_h<|>ost = a\npg_host = b", "Line 3 sets it again and overrides this one: Kong reads `b`."],
    [
      "{% if x %}\npg_h<|>ost = a\n{% else %}\npg_host = b\n{% endif %}",
      "Which line Kong reads depends on the conditions of the template.",
    ],
    ["[x]\npg_h<|>ost = a", "Kong ignores the line: a section header above hides it."],
    ["pg_h<|>ots = a", "Unknown property (ignored by Kong"],
    ["pg_h<|>ost = {{ host }}", "so it is unknown here"],
    ["pg_h<|>ost = {vault://env/x}", "Kong reads the value from the vault."],
  ])("%j", async (line, words) => {
    expect((await hovered(kong("3.9", line)))?.text).toContain(words);
  });

  test("a cipher suite sets the ciphers", async () => {
    const answer = await hovered(kong("3.9", "ssl_ciph<|>ers = ALL\nssl_cipher_suite = modern"));
    expect(answer?.text).toContain("`ssl_cipher_suite` sets it");
  });

  test("a secret is nowhere to be seen", async () => {
    const answer = await hovered(kong("3.9", "pg_pass<|>word = s3cr3t-words"));
    expect(answer?.text).toContain("Kong reads `•••`.");
    expect(answer?.text).not.toContain("s3cr3t");
  });

  test("the variable beside the file wins", async () => {
    const context = testContext({ "/ws/kong.env": "KONG_PG_HOST=db\n" });
    const answer = await hovered(kong("3.9", "pg_h<|>ost = a"), { context });
    expect(answer?.text).toContain("`KONG_PG_HOST` in `kong.env` overrides this line");
  });

  test("a name of another release says where it is at home", async () => {
    expect((await hovered(kong("3.9", "cassandra_p<|>ort = 9042")))?.text).toContain("removed in Kong 3.4");
    expect((await hovered(kong("2.0", "router_fl<|>avor = x")))?.text).toContain("it was added in Kong 3.0");
    expect((await hovered(kong("oss@3.9", "enforce_rb<|>ac = on")))?.text).toContain(
      "only Kong Enterprise has it",
    );
    expect((await hovered(kong("3.9", "pg_h<|>ots = x")))?.text).toContain("Similar: `pg_host`");
  });

  test("a default that changed, a deprecated name", async () => {
    expect((await hovered(kong("3.9", "opentelemetry_tr<|>acing = off")))?.text).toContain(
      "Deprecated: use `tracing_instrumentations`",
    );
    expect((await hovered(kong("3.9", "lua_ssl_trusted_certif<|>icate = system")))?.text).toContain(
      "since 3.0.0, before unset",
    );
  });

  test("an injected directive of nginx", async () => {
    const answer = await hovered(kong("3.9", "nginx_http_client_body_time<|>out = 10s"));
    expect(answer?.text).toContain("nginx directive `client_body_timeout`: a time");
    expect((await hovered(kong("3.9", "nginx_events_client_body_time<|>out = 1")))?.text).toContain(
      "Not allowed there",
    );
  });

  test.each([
    // Kept in milliseconds and in seconds: a number alone is seconds to nginx in both.
    [
      "nginx_http_keepalive<|>_time = 5",
      "`keepalive_time`: a time, in seconds without a unit; ms is a unit too",
    ],
    ["nginx_http_proxy_cache_lock_a<|>ge = 5", "`proxy_cache_lock_age`: a time, in seconds without a unit"],
    ["nginx_http_open_file_cache_va<|>lid = 5", "`open_file_cache_valid`: a time, in seconds without a unit"],
  ])("the unit of a time of nginx: %j", async (line, words) => {
    const text = (await hovered(kong("3.4", line)))?.text;
    expect(text).toContain(words);
    expect(text).not.toContain("in milliseconds");
  });

  test("a setting that is commented out, and a variable", async () => {
    expect((await hovered(kong("3.9", "#log_le<|>vel = notice")))?.place).toBe("#«log_level» = notice");
    const variable = await hovered("KONG_PG_S<|>SL=on", { path: "/ws/kong.env" });
    expect(variable?.place).toBe("«KONG_PG_SSL»=on");
    expect(variable?.text).toContain("**`pg_ssl`**");
  });

  test("a client without Markdown gets plain words", async () => {
    const client = testContext().client;
    const context = testContext({}, { markdown: { ...client.markdown, hover: false } });
    const answer = await hovered(kong("3.9", "pg_s<|>sl = yes"), { context });
    expect(answer?.text).toContain("Kong reads off: only on and true turn it on.");
    expect(answer?.text).not.toMatch(/\*\*|`/);
  });
});

describe("a value", () => {
  test("a word of a set", async () => {
    const answer = await hovered(kong("3.9", "log_level = no<|>tice"));
    expect(answer?.place).toBe("log_level = «notice»");
    expect(answer?.text).toMatch(/^`log_level`: \*\*`notice`\*\*/);
  });

  test("an item of a list", async () => {
    const answer = await hovered(kong("3.9", "headers = server_tokens, latency_to<|>kens"));
    expect(answer?.place).toBe("headers = server_tokens, «latency_tokens»");
  });

  test("a listener flag by flag", async () => {
    const answer = await hovered(
      kong("3.9", "proxy_listen = 0.0.0.0:8000, 127.0.0.1:8443 s<|>sl backlog=100 spdy"),
    );
    expect(answer?.place).toBe("proxy_listen = 0.0.0.0:8000, «127.0.0.1:8443 ssl backlog=100 spdy»");
    expect(answer?.text).toContain("- `127.0.0.1`: localhost only");
    expect(answer?.text).toContain("- `8443`: the port");
    expect(answer?.text).toMatch(/- `ssl`: Speaks TLS/);
    expect(answer?.text).toMatch(/- `backlog=100`: Length of the queue/);
    expect(answer?.text).toMatch(/- `spdy`: not a flag that Kong 3\.9\.\d+ supports here/);
  });

  test.each([
    [
      "3.4",
      "127.0.0.1:8001 htt<|>p2",
      "- `http2`: Speaks HTTP/2 alone on this address as long as it has no `ssl`",
    ],
    ["3.4", "127.0.0.1:8444 htt<|>p2 ssl", "- `http2`: Offers HTTP/2 besides HTTP/1.1"],
    ["3.4", "127.0.0.1:8444 ssl, 127.0.0.1:8001 htt<|>p2", "- `http2`: Speaks HTTP/2 alone"],
    ["3.9", "127.0.0.1:8001 htt<|>p2", "- `http2`: Speaks HTTP/2 besides HTTP/1.1"],
  ])("HTTP/2 with and without TLS, in Kong %s: %s", async (release, value, words) => {
    const answer = await hovered(kong(release, `admin_listen = ${value}`));
    expect(answer?.text).toContain(words);
    // The finding in the same hover says the same.
    expect(answer?.text.includes("accepts only HTTP/2 on this port")).toBe(words.includes("alone"));
  });

  test("a reference to a vault", async () => {
    const answer = await hovered(kong("3.9", "pg_password = {vault://env/p<|>g-password}"));
    expect(answer?.text).toContain(
      "Kong reads the value from the variable `PG_PASSWORD` of the environment.",
    );
  });

  test("a value without words of its own says what the property is", async () => {
    const answer = await hovered(kong("3.9", "pg_host = d<|>b.internal"));
    expect(answer?.place).toBe("pg_host = «db.internal»");
    expect(answer?.text).toContain("**`pg_host`**");
  });

  test("a secret is nowhere to be seen", async () => {
    const answer = await hovered(kong("3.9", "pg_password = s3cr3<|>t-words"));
    expect(answer?.text).toContain("**`pg_password`**");
    expect(answer?.text).not.toContain("s3cr3t");
  });
});

describe("other places", () => {
  test("a finding brings the page of its rule", async () => {
    const answer = await hovered(kong("3.9", "pg_ssl = y<|>es"));
    expect(answer?.text).toContain("[schema/boolean-value](https://");
    expect(answer?.text).toContain("Only `on` and `true` are true in Kong.");
    expect(answer?.text).toContain("Kong reads any other text as `off` and logs nothing.");
  });

  test("an editor that shows messages by itself gets them once", async () => {
    const client = { ownSnippets: true };
    const marked = kong("3.9", "pg_ssl = y<|>es");
    const [with_, without] = [
      await hovered(marked),
      await hovered(marked, { context: testContext({}, client) }),
    ];
    const message = /\[schema\/boolean-value\]\([^)]*\)\*\*: .+/;
    expect(with_?.text).toMatch(message);
    expect(without?.text).not.toMatch(message);
    expect(without?.text).toContain("[schema/boolean-value](https://");
  });

  test("a rule that a comment names", async () => {
    const answer = await hovered("# kong-lint-disable-file schema/unknown-prop<|>erty -- ours\npg_hots = a");
    expect(answer?.place).toBe("# kong-lint-disable-file «schema/unknown-property» -- ours");
    expect(answer?.text).toMatch(/^\*\*\[schema\/unknown-property\]\(https:[^)]*\)\*\* · error/);
  });

  test("a property leads to Kong's documentation where that still has it", async () => {
    const page = "[Kong's documentation](https://developer.konghq.com/gateway/configuration/#proxy-listen)";
    expect((await hovered(kong("2.0", "proxy_lis<|>ten = 0.0.0.0:8000")))?.text).toContain(page);
    expect((await hovered(kong("0.12", "proxy_lis<|>ten_ssl = 0.0.0.0:8443")))?.text).not.toContain(
      "konghq.com",
    );
  });

  test("a line without an equals sign", async () => {
    expect((await hovered(kong("3.9", "log_level no<|>tice")))?.text).toContain("[syntax/missing-equals]");
  });

  test("a heading, and the comment that states the release", async () => {
    expect((await hovered(kong("3.9", "\n# HYBRID M<|>ODE\n\nrole = data_plane")))?.text).toMatch(
      /^\*\*Hybrid mode\*\*/,
    );
    expect((await hovered("# kong-lint: ko<|>ng=3.9\npg_host = a"))?.text).toContain(
      "from a comment in the file",
    );
  });

  test("nothing where nothing is", async () => {
    expect(await hovered("# wo<|>rds\n\n")).toBeUndefined();
    expect(await hovered("pg_host = a\n<|>\n")).toBeUndefined();
    expect(await hovered("<|>")).toBeUndefined();
  });
});

describe("signature help", () => {
  async function signature(marked: string, release = "3.9") {
    const { document, cursor } = await markedDocument(kong(release, marked));
    const params = { textDocument: { uri: document.uri }, position: cursor };
    const help = await signatureHelp(document, params, testContext());
    const [only] = help?.signatures ?? [];
    if (help == null || only === undefined) return undefined;
    return {
      label: only.label,
      active: only.parameters?.[help.activeParameter ?? -1]?.label,
      signature: only,
    };
  }

  test.each([
    ["proxy_listen = <|>", "address:port"],
    ["proxy_listen = 0.0.0.0:80<|>", "address:port"],
    ["proxy_listen = 0.0.0.0:8000 <|>", "ssl"],
    ["proxy_listen = 0.0.0.0:8000 ssl <|>", "http2"],
    ["proxy_listen = 0.0.0.0:8000 back<|>", "backlog=<int>"],
    ["proxy_listen = 0.0.0.0:8000 backlog=<|>", "backlog=<int>"],
    ["proxy_listen = 0.0.0.0:8000 ssl, <|>", "address:port"],
    ["#proxy_listen = 0.0.0.0:8000 reuse<|>port", "reuseport"],
  ])("%j", async (line, active) => {
    expect((await signature(line))?.active).toBe(active);
  });

  test("has the flags of the release with their texts", async () => {
    const help = await signature("stream_listen = 0.0.0.0:9000 <|>");
    expect(help?.label).toMatch(/^address:port \[udp\] \[ssl\]/);
    expect(help?.signature.parameters?.every(({ documentation }) => documentation !== undefined)).toBe(true);
  });

  test.each([
    ["3.4", "0.0.0.0:8000 <|>", /^Speaks HTTP\/2 alone/],
    ["3.4", "0.0.0.0:8443 ssl <|>", /^Offers HTTP\/2 besides/],
    ["3.9", "0.0.0.0:8000 <|>", /^Speaks HTTP\/2 besides/],
  ])("HTTP/2 with and without TLS, in Kong %s: %s", async (release, value, words) => {
    const help = await signature(`proxy_listen = ${value}`, release);
    const http2 = help?.signature.parameters?.find(({ label }) => label === "http2");
    expect(http2?.documentation).toMatchObject({ value: expect.stringMatching(words) });
  });

  test("is silent elsewhere", async () => {
    expect(await signature("pg_host = <|>")).toBeUndefined();
    expect(await signature("proxy_listen = off<|>")).toBeUndefined();
    expect(await signature("proxy_lis<|>ten = 0.0.0.0:8000")).toBeUndefined();
  });
});
