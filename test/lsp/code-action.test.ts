import { describe, expect, test } from "vitest";
import { actionsAt, editsIn, kong } from "./actions-at.ts";
import { applyLspEdits } from "./apply-edits.ts";
import { markedDocument } from "./marked-document.ts";

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
    ["anonymous_rep<|>orts", "Change to `anonymous_reports = on`", "anonymous_reports = on"],
    ["pg_da<|>tabase", "Change to `pg_database = kong`", "pg_database = kong"],
    ["anonymous_rep<|>orts", "Comment out the line", "# anonymous_reports"],
    ["pg_pass<|>word", "Comment out the line", "# pg_password"],
    ["log_level -> deb<|>ug", "Change to ` = `", "log_level = debug"],
    ["log_le<|>vl = debug\nlog_level = info", "Comment out the line", "# log_levl = debug\nlog_level = info"],
    ["plugins = my-plu<|>gin", "Add `bundled`", "plugins = bundled, my-plugin"],
    ["plugins = bundled, kong-plugin-mi<|>ne", "Change to `mine`", "plugins = bundled, mine"],
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

  test("unsafe fixes are applied to those who ask for them by kind, and offered to nobody else", async () => {
    const { titles, applied } = await actionsAt(text, { only: ["source.fixAllUnsafe"] });
    expect(titles).toEqual(["Apply all fixes, including unsafe ones"]);
    expect(await applied("Apply all fixes, including unsafe ones")).toBe(
      kong("3.9", "anonymous_reports = off\nlog_level = info\nkic = off\npg_ssl = on\n"),
    );
    for (const others of [["source.fixAll"], ["quickfix"], undefined]) {
      const found = await actionsAt(text, others === undefined ? {} : { only: others });
      expect(found.titles.join()).not.toContain("unsafe");
    }
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
  const title = (where: string) => `Disable \`schema/boolean-value\` ${where}`;

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
    const { document: suppressed } = await markedDocument(after);
    const rules = (each: typeof document) => each.analysis.report.findings.map(({ rule }) => rule);
    expect(rules(document)).toContain("schema/boolean-value");
    expect(rules(suppressed)).not.toContain("schema/boolean-value");
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
