import { describe, expect, test } from "vitest";
import type {
  CodeAction,
  CodeActionContext,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import type { ClientFacts } from "../../server/lsp/client-facts.ts";
import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import type { SettingsText } from "../../server/lsp/feature.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { codeActionResolve } from "../../server/lsp/features/code-action-resolve.ts";
import { applyLspEdits } from "./apply-edits.ts";
import { type MarkedOptions, markedDocument, testContext } from "./marked-document.ts";

interface Options extends MarkedOptions {
  readonly only?: string[];
  readonly client?: Partial<ClientFacts>;
  readonly settingsText?: SettingsText;
  /** Send the diagnostics of the whole document, as a client does for those under the cursor. */
  readonly diagnostics?: boolean;
}

const kong = (release: string, text: string) => `# kong-lint: kong=${release}\n${text}`;

/** The actions at the mark, or between two marks. */
async function actionsAt(marked: string, options: Options = {}) {
  const { only, client = {}, settingsText, diagnostics = false, ...rest } = options;
  const { document, cursor, cursors } = await markedDocument(marked, rest);
  const context = {
    ...testContext({}, client),
    ...(settingsText !== undefined && { settingsText: async () => settingsText }),
  };
  const wanted: CodeActionContext = {
    diagnostics: diagnostics ? diagnosticsOf(document, context.client) : [],
    ...(only !== undefined && { only }),
  };
  const range = { start: cursor, end: cursors[1] ?? cursor };
  const params = { textDocument: { uri: document.uri }, range, context: wanted };
  const actions = (await codeAction(document, params, context)) ?? [];
  const titles = actions.map(({ title }) => title);
  const action = (title: string | RegExp): CodeAction => {
    const found = actions.find((each) =>
      typeof title === "string" ? each.title === title : title.test(each.title),
    );
    if (found === undefined) throw new Error(`${title} is not offered, only ${titles.join("; ")}`);
    return found;
  };
  const resolved = async (title: string | RegExp): Promise<CodeAction> => {
    const found = action(title);
    return found.edit === undefined ? codeActionResolve(document, found, context) : found;
  };
  return {
    document,
    actions,
    titles,
    action,
    resolved,
    applied: async (title: string | RegExp) => applyLspEdits(document, editsIn((await resolved(title)).edit)),
  };
}

function editsIn(edit: WorkspaceEdit | undefined): TextEdit[] {
  if (edit?.changes !== undefined) return Object.values(edit.changes).flat();
  return (edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change ? ((change as TextDocumentEdit).edits as TextEdit[]) : [],
  );
}

describe("quick fixes", () => {
  test("each fix of a finding, with the diagnostic that it mends", async () => {
    const { action, applied } = await actionsAt(kong("3.9", "anonymous_reports = n<|>o"), {
      diagnostics: true,
    });
    const fix = action(/off/);
    expect(fix).toMatchObject({ kind: "quickfix", isPreferred: true });
    expect(fix.diagnostics?.map(({ code }) => code)).toEqual(["schema/boolean-value"]);
    expect(fix.edit).toHaveProperty("documentChanges");
    expect(await applied(/off/)).toBe(kong("3.9", "anonymous_reports = off"));
  });

  test("an unsafe fix is offered and not preferred", async () => {
    const { action, applied } = await actionsAt(kong("3.9", "pg_ssl = y<|>es"));
    expect(action(/on/).isPreferred).toBeUndefined();
    expect(await applied(/on/)).toBe(kong("3.9", "pg_ssl = on"));
  });

  test("a client that keeps no data finds its diagnostics by rule and place", async () => {
    const { action } = await actionsAt(kong("3.9", "anonymous_reports = n<|>o"), {
      diagnostics: true,
      client: { diagnosticData: false },
    });
    expect(action(/off/).diagnostics).toHaveLength(1);
  });

  test("edits go to the version that was analysed, or to clients of old without one", async () => {
    const text = kong("3.9", "anonymous_reports = n<|>o");
    expect((await actionsAt(text)).action(/off/).edit).toMatchObject({
      documentChanges: [{ textDocument: { uri: "file:///ws/kong.conf", version: 1 } }],
    });
    const { action, applied } = await actionsAt(text, { client: { versionedEdits: false } });
    expect(action(/off/).edit).toHaveProperty("changes");
    expect(await applied(/off/)).toBe(kong("3.9", "anonymous_reports = off"));
  });

  test.each([
    ["anonymous_rep<|>orts", "Write anonymous_reports = on", "anonymous_reports = on"],
    ["pg_da<|>tabase", "Write pg_database = kong", "pg_database = kong"],
    ["anonymous_rep<|>orts", "Turn the line into a comment", "# anonymous_reports"],
    ["pg_pass<|>word", "Turn the line into a comment", "# pg_password"],
    ["log_level -> deb<|>ug", "Write ` = `", "log_level = debug"],
    [
      "log_le<|>vl = debug\nlog_level = info",
      "Turn the line into a comment",
      "# log_levl = debug\nlog_level = info",
    ],
    ["plugins = my-plu<|>gin", "Write bundled in front", "plugins = bundled, my-plugin"],
    ["plugins = bundled, kong-plugin-mi<|>ne", "Write mine", "plugins = bundled, mine"],
    [
      "pg_host = db.example.com\npg_ssl = o<|>ff",
      "Set `pg_ssl = on`",
      "pg_host = db.example.com\npg_ssl = on",
    ],
    ["pg_host = db.exam<|>ple.com", "Set `pg_ssl = on`", "pg_host = db.example.com\npg_ssl = on"],
    ["pg_password = hush<|>-hush-1", /^Read pg_password/, "pg_password = {vault://env/pg-password}"],
  ])("offered for %j: %s", async (before, title, after) => {
    const { action, applied } = await actionsAt(kong("3.4", before), { only: ["quickfix"] });
    expect(action(title).isPreferred).toBeUndefined();
    expect(await applied(title)).toBe(kong("3.4", after));
  });

  test("nothing elsewhere", async () => {
    const { titles } = await actionsAt(kong("3.9", "<|>pg_host = db\nanonymous_reports = no"), {
      only: ["quickfix"],
    });
    expect(titles).toEqual([]);
  });

  test("an edit that repeats a secret comes when it is chosen, and never to a client that cannot ask", async () => {
    const text = kong("3.9", 'pg_pass<|>word = "s3cr3t-words"');
    const later = await actionsAt(text);
    expect(JSON.stringify(later.actions)).not.toContain("s3cr3t");
    const atOnce = await actionsAt(text, { client: { codeActionResolvesEdit: false } });
    expect(JSON.stringify(atOnce.actions)).not.toContain("s3cr3t");
  });
});

describe("fix all", () => {
  const only = ["source.fixAll"];
  const text = kong("3.9", "<|>anonymous_reports = no\nlog_level = info\nkic = no\npg_ssl = yes\n");

  test("applies every safe fix, and what comes into reach by it", async () => {
    const { titles, applied, action } = await actionsAt(text, { only });
    expect(titles).toEqual(["Apply all safe fixes"]);
    expect(action("Apply all safe fixes")).toMatchObject({ kind: "source.fixAll.kong-lint" });
    expect(action("Apply all safe fixes").edit).toBeUndefined();
    expect(await applied("Apply all safe fixes")).toBe(
      kong("3.9", "anonymous_reports = off\nlog_level = info\nkic = off\npg_ssl = yes\n"),
    );
  });

  test("a client that cannot ask later gets the edit at once", async () => {
    const { action } = await actionsAt(text, { only, client: { codeActionResolvesEdit: false } });
    expect(editsIn(action("Apply all safe fixes").edit)).toHaveLength(2);
  });

  test("is not there without safe fixes, or when only fixes are asked for", async () => {
    expect((await actionsAt(kong("3.9", "<|>pg_ssl = yes"), { only })).titles).toEqual([]);
    const { titles } = await actionsAt(text, { only: ["quickfix"] });
    expect(titles).not.toContain("Apply all safe fixes");
  });
});

describe("silencing", () => {
  const title = (where: string) => `Disable schema/boolean-value ${where}`;

  test.each([
    ["pg_ssl = y<|>es", "# kong-lint-disable-next-line schema/boolean-value -- reason\npg_ssl = yes"],
    [
      "  pg_ssl = y<|>es\r\n",
      "  # kong-lint-disable-next-line schema/boolean-value -- reason\r\n  pg_ssl = yes\r\n",
    ],
    [
      "pg_ssl = \\\n  y<|>es",
      "# kong-lint-disable-next-line schema/boolean-value -- reason\npg_ssl = \\\n  yes",
    ],
    [
      "# kong-lint-disable-next-line schema/other -- why\npg_ssl = y<|>es",
      "# kong-lint-disable-next-line schema/other, schema/boolean-value -- why\npg_ssl = yes",
    ],
  ])("on the next line: %j", async (before, after) => {
    const { applied, document } = await actionsAt(before);
    expect(await applied(title("for this line"))).toBe(after);
    const { document: silenced } = await markedDocument(after);
    const rules = (each: typeof document) => each.analysis.report.findings.map(({ rule }) => rule);
    expect(rules(document)).toContain("schema/boolean-value");
    expect(rules(silenced)).not.toContain("schema/boolean-value");
  });

  test("in the file", async () => {
    const { applied } = await actionsAt("pg_ssl = y<|>es");
    expect(await applied(title("for this file"))).toBe(
      "# kong-lint-disable-file schema/boolean-value -- reason\npg_ssl = yes",
    );
    const more = await actionsAt("# kong-lint-disable-file a/b -- why\npg_ssl = y<|>es");
    expect(await more.applied(title("for this file"))).toBe(
      "# kong-lint-disable-file a/b, schema/boolean-value -- why\npg_ssl = yes",
    );
  });

  test.each([
    [".kong-lint.json", "{}\n", { rules: { "schema/boolean-value": "off" } }],
    [
      ".kong-lint.jsonc",
      '{\n  // words\n  "rules": { "schema/boolean-value": { "level": "error", "options": {} } }\n}\n',
      { rules: { "schema/boolean-value": { level: "off", options: {} } } },
    ],
  ])("in the settings %s", async (name, text, expected) => {
    const settingsText = { uri: `file:///ws/${name}`, text };
    const { resolved, document } = await actionsAt("pg_ssl = y<|>es", { settingsText });
    const { edit } = await resolved(title("in the settings"));
    expect(edit).toMatchObject({
      documentChanges: [{ textDocument: { uri: settingsText.uri, version: null } }],
    });
    const settings = await markedDocument(text);
    const changed = applyLspEdits({ ...document, ...settings.document }, editsIn(edit));
    expect(JSON.parse(changed.replace(/\/\/.*/g, ""))).toEqual(expected);
    if (text.includes("// words")) expect(changed).toContain("// words");
  });

  test.each([
    ['    "a/b": "off", // keep\n', '    "a/b": "off", // keep\n    "schema/boolean-value": "off",\n'],
    ['    "a/b": "off" // keep\n', '    "a/b": "off", // keep\n    "schema/boolean-value": "off"\n'],
    [
      '    "a/b": "off" /* x */, // y\n',
      '    "a/b": "off" /* x */, // y\n    "schema/boolean-value": "off",\n',
    ],
    [
      '    "a/b": "off" // keep\n    // , more\n',
      '    "a/b": "off", // keep\n    "schema/boolean-value": "off"\n    // , more\n',
    ],
  ])("in the settings, a comment stays with its rule: %j", async (before, after) => {
    const text = (members: string) => `{\n  "rules": {\n${members}  }\n}\n`;
    expect(await changedSettings(text(before))).toBe(text(after));
  });

  test("in the settings, a comment stays with the last member", async () => {
    expect(await changedSettings('{\r\n\t"release": "3.9" // keep\r\n}\r\n')).toBe(
      '{\r\n\t"release": "3.9", // keep\r\n\t"rules": {\r\n\t\t"schema/boolean-value": "off"\r\n\t}\r\n}\r\n',
    );
  });

  async function changedSettings(text: string): Promise<string> {
    const settingsText = { uri: "file:///ws/.kong-lint.json", text };
    const { resolved } = await actionsAt("pg_ssl = y<|>es", { settingsText });
    const { document } = await markedDocument(text);
    return applyLspEdits(document, editsIn((await resolved(title("in the settings"))).edit));
  }

  test("in settings that are YAML, comments kept", async () => {
    const text = "# ours\nrelease: '3.9'\nrules:\n  security/weak-secret: error # strict\n";
    const settingsText = { uri: "file:///ws/.kong-lint.yaml", text };
    const { resolved } = await actionsAt("pg_ssl = y<|>es", { settingsText });
    const settings = await markedDocument(text);
    expect(applyLspEdits(settings.document, editsIn((await resolved(title("in the settings"))).edit))).toBe(
      "# ours\nrelease: '3.9'\nrules:\n  security/weak-secret: error # strict\n  schema/boolean-value: off\n",
    );
  });

  test("in settings that are still to be made, where the client can make files", async () => {
    const settingsText = { uri: "file:///ws/.kong-lint.json", text: undefined };
    const { resolved } = await actionsAt("pg_ssl = y<|>es", { settingsText, client: { createsFiles: true } });
    const { edit } = await resolved(title("in the settings"));
    expect(edit?.documentChanges?.[0]).toMatchObject({ kind: "create", uri: settingsText.uri });
    expect(JSON.parse(editsIn(edit)[0]?.newText ?? "")).toEqual({ rules: { "schema/boolean-value": "off" } });
    const unable = await actionsAt("pg_ssl = y<|>es", { settingsText });
    expect((await unable.resolved(title("in the settings"))).edit).toBeUndefined();
  });

  test("no comments where the settings forbid them, and none against rules about comments", async () => {
    const { titles } = await actionsAt("pg_ssl = y<|>es", { settings: { inlineConfig: false } });
    expect(titles.filter((each) => each.startsWith("Disable"))).toEqual([]);
    const about = await actionsAt("# kong-lint-disable-next-line sche<|>ma/no-such-rule -- why\npg_host = a");
    expect(about.titles.filter((each) => each.includes("this line"))).toEqual([]);
  });
});

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
