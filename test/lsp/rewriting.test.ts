import { describe, expect, test } from "vitest";
import { codeActionResolve } from "../../server/lsp/features/code-action-resolve.ts";
import { actionsAt, kong } from "./actions-at.ts";
import { markedDocument, testContext } from "./marked-document.ts";

describe("rewriting", () => {
  test("a secret gives way to a reference", async () => {
    const text = kong("3.9", "pg_password = hush<|>-hush-1 # old");
    const { action, applied, titles } = await actionsAt(text);
    expect(titles.join()).not.toContain("hush-hush");
    // A fix of the finding, once in a menu, and a rewriting where only those are wanted.
    expect(titles.filter((title) => title.startsWith("Read"))).toHaveLength(1);
    expect(action(/^Read/).kind).toBe("quickfix");
    expect((await actionsAt(text, { only: ["refactor"] })).action(/^Read/).kind).toBe("refactor.rewrite");
    expect(await applied(/^Read pg_password/)).toBe(
      kong("3.9", "pg_password = {vault://env/pg-password} # old"),
    );
    expect((await actionsAt(kong("2.7", "pg_password = hush<|>-hush-1"))).titles.join()).not.toContain(
      "vault",
    );
    const variable = await actionsAt("KONG_PG_PASSWORD='hu<|>sh-hush-1'", { path: "/ws/kong.env" });
    expect(await variable.applied(/^Read pg_password/)).toBe("KONG_PG_PASSWORD='{vault://env/pg-password}'");
  });

  test.each([
    ["#log_le<|>vel = warn", "Uncomment log_level", "log_level = warn"],
    ["#log_le<|>vel = warn", "Uncomment log_level with its default notice", "log_level = notice"],
    ["# log_le<|>vel = notice", "Uncomment log_level with its default notice", "log_level = notice"],
    [
      "#log_le<|>vel = notice      # words\n                         # more\n",
      "Uncomment log_level with its default notice",
      "log_level = notice       # words\n                         # more\n",
    ],
    ["#pg_pass<|>word = x-y-z-1234", "Uncomment pg_password", "pg_password = x-y-z-1234"],
  ])("uncomment %j: %s", async (before, title, after) => {
    expect(await (await actionsAt(kong("3.9", before))).applied(title)).toBe(kong("3.9", after));
  });

  test("a default that Kong refuses is not written", async () => {
    const refused = await actionsAt(kong("2.8", "#client_max_body<|>_size = 1m"));
    expect(refused.titles).toContain("Uncomment client_max_body_size");
    expect(refused.titles.join()).not.toContain("with its default");
    const taken = await actionsAt(kong("2.0", "#client_max_body<|>_size = 1m"));
    expect(taken.titles).toContain("Uncomment client_max_body_size with its default 0");
  });

  test("what is set already is not uncommented", async () => {
    const { titles } = await actionsAt(kong("3.9", "log_level = info\n#log_le<|>vel = warn"));
    expect(titles.filter((title) => title.startsWith("Uncomment"))).toEqual([]);
  });

  test("the listen keys of Kong 0.12 become those of today together", async () => {
    const { applied } = await actionsAt(
      kong("3.9", "<|>proxy_listen = 0.0.0.0:8000\nproxy_listen_ssl = 0.0.0.0:8443\nssl = on\nhttp2 = on\n"),
    );
    expect(await applied("Convert the listen keys of Kong 0.12")).toBe(
      kong("3.9", "proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 http2 ssl\n"),
    );
    const old = await actionsAt(kong("0.12", "<|>proxy_listen_ssl = 0.0.0.0:8443\n"));
    expect(old.titles).not.toContain("Convert the listen keys of Kong 0.12");
  });

  test.each([
    ["proxy_listen = 0.0.0.0:80<|>00", true],
    ["proxy_listen_ssl = 0.0.0.0:8443<|>", true],
    ["ss<|>l = on", true],
    ["# wor<|>ds", false],
    ["pg_ho<|>st = a", false],
    ["admin_lis<|>ten = off", false],
    ["<|>", false],
    // A selection is of all that it holds.
    ["<|>pg_host = a\nssl = on\nadmin<|>_listen = off", true],
  ])("the listen keys of Kong 0.12 are converted where they stand: %j", async (marked, isOffered) => {
    const lines = [
      "# words",
      "proxy_listen = 0.0.0.0:8000",
      "proxy_listen_ssl = 0.0.0.0:8443",
      "",
      "pg_host = a",
      "ssl = on",
      "admin_listen = off",
      "",
    ];
    const plain = marked.replaceAll("<|>", "");
    const text = plain === "" ? `${lines.join("\n")}<|>` : lines.join("\n").replace(plain, () => marked);
    const { titles } = await actionsAt(kong("3.9", text));
    expect(titles.includes("Convert the listen keys of Kong 0.12")).toBe(isOffered);
  });

  test("a section is sorted with the comments of its settings", async () => {
    const before = [
      "",
      "# DATASTORE",
      "",
      "# The port.",
      "pg_port = 1   # high",
      "              # and dry",
      "",
      "# about all of them",
      "",
      "pg_host = b",
      "#pg_database = c",
      "pg_host = a",
      "",
      "# NGINX",
      "",
      "ssl_cert = x",
      "headers = off",
      "",
    ];
    const { applied, action } = await actionsAt(
      kong("3.9", before.join("\n").replace("pg_host = b", "pg_ho<|>st = b")),
    );
    expect(action(/^Sort/)).toMatchObject({
      title: "Sort the settings of DATASTORE by name",
      kind: "refactor.rewrite",
    });
    expect(await applied(/^Sort/)).toBe(
      kong(
        "3.9",
        [
          "",
          "# DATASTORE",
          "",
          "# The port.",
          "pg_port = 1   # high",
          "              # and dry",
          "",
          "# about all of them",
          "",
          "#pg_database = c",
          "pg_host = b",
          "pg_host = a",
          "",
          "# NGINX",
          "",
          "ssl_cert = x",
          "headers = off",
          "",
        ].join("\n"),
      ),
    );
  });

  test("a section in another order gets no light bulb, and is sorted for who asks", async () => {
    const text = kong("3.4", "# General\npre<|>fix = /x\nlog_level = info\n");
    expect((await actionsAt(text, { triggerKind: 2 })).titles).toEqual([]);
    expect((await actionsAt(text, { triggerKind: 1 })).titles).toContainEqual(expect.stringMatching(/^Sort/));
    const only = ["refactor.rewrite"];
    const { titles } = await actionsAt(text, { triggerKind: 2, only });
    expect(titles).toContainEqual(expect.stringMatching(/^Sort/));
  });

  test("what blank lines keep apart is sorted by itself", async () => {
    const sorted = async (...lines: readonly string[]) =>
      (await (await actionsAt(kong("3.4", lines.join("\n")))).applied(/^Sort/)).split("\n").slice(1);
    expect(
      await sorted(
        "# General",
        "pre<|>fix = /x",
        "log_level = info",
        "",
        "database = off",
        "admin_listen = off",
      ),
    ).toEqual(["# General", "log_level = info", "prefix = /x", "", "admin_listen = off", "database = off"]);
    // A comment goes with the setting below it, and stays with a paragraph that has none.
    expect(
      await sorted(
        "<|>prefix = /x",
        "# How much.",
        "log_level = info",
        "# The end.",
        "",
        "# Why.",
        "database = off",
      ),
    ).toEqual([
      "# How much.",
      "log_level = info",
      "prefix = /x",
      "# The end.",
      "",
      "# Why.",
      "database = off",
    ]);
    // What a comment for kong-lint silences stays silenced, and nothing else.
    expect(
      await sorted(
        "pre<|>fix = /x",
        "# kong-lint-disable-next-line schema/boolean-value -- why",
        "anonymous_reports = yes",
        "# kong-lint-disable schema/boolean-value -- why",
        "pg_ssl = yes",
        "database = off",
      ),
    ).toEqual([
      "# kong-lint-disable-next-line schema/boolean-value -- why",
      "anonymous_reports = yes",
      "prefix = /x",
      "# kong-lint-disable schema/boolean-value -- why",
      "database = off",
      "pg_ssl = yes",
    ]);
    // A line of signs is a border as well.
    expect((await actionsAt("<|>prefix = /x\n#------\nlog_level = info\n")).titles.join()).not.toContain(
      "Sort",
    );
  });

  test("what is sorted, and what a template shares, is left alone", async () => {
    const sorts = async (text: string) =>
      (await actionsAt(text)).titles.filter((title) => title.startsWith("Sort"));
    expect(await sorts("<|>a = 1\nb = 2\n")).toEqual([]);
    expect(await sorts("<|>b = 1\na = 2\n")).toHaveLength(1);
    expect(await sorts("<|>b = 1\n{% if x %}\na = 2\n{% endif %}\n")).toEqual([]);
    expect(await sorts("<|>b = 1\nbare\na = 2\n")).toEqual([]);
  });

  test("data that a client makes up changes nothing", async () => {
    const { document } = await markedDocument("pg_ssl = yes");
    for (const data of [
      undefined,
      1,
      {},
      { uri: document.uri, plan: { kind: "fix" } },
      { plan: { kind: "sort", offset: 1e9 } },
    ]) {
      const action = { title: "x", data };
      expect(await codeActionResolve(document, action, testContext())).toEqual(action);
    }
  });
});
