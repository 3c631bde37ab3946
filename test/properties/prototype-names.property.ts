import { describe, expect, test } from "vitest";
import { openTable, wordTable } from "../../grammar/text/word-table.ts";
import { catalogFor, historyOf, namedRelease } from "../../schemas/catalog.ts";
import { parseRelease } from "../../schemas/release.ts";
import { loadTexts } from "../../schemas/texts/load-texts.ts";
import { hasParams } from "../../server/lsp/check-params.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { rules } from "../../server/rules/registry.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { linkedOf, readUnit } from "../sources.ts";

/** What every object literal has without being asked. */
const NAMES = Object.getOwnPropertyNames(Object.prototype);

/** What a message shows that took one of them for an entry. */
const TAKEN = /native code|function |\[object|undefined/;

const everything = new Map(rules.map(({ id }) => [id, "warning"] as const));

async function expectWhole(text: string, carrier: "kong-conf" | "dotenv", release: string): Promise<void> {
  const flag = parseRelease(release);
  const unit = readUnit(new SourceDocument("kong.conf", text), carrier);
  const report = await lint(linkedOf(unit), { release: { flag }, severities: everything });
  expect(report.failedRules, `${release} ${text}`).toEqual([]);
  for (const { message } of report.findings) expect(message).not.toMatch(TAKEN);
}

describe.each(["oss@0.14.1", "oss@3.9.3", "enterprise@0.34", "enterprise@3.4"])("%s", (release) => {
  const known = parseRelease(release);
  const properties = known === undefined ? [] : [...catalogFor(known).properties.keys()];

  test.each(NAMES)("%s as the value of each property, in a file and as variables", async (name) => {
    expect(properties.length).toBeGreaterThan(20);
    for (const value of [name, `127.0.0.1:8000 ${name}`, `${name}=1;${name}`, `5${name}`]) {
      const conf = properties.map((property) => `${property} = ${value}\n`).join("");
      await expectWhole(conf, "kong-conf", release);
      const variables = properties.map((property) => `KONG_${property.toUpperCase()}=${value}\n`).join("");
      await expectWhole(variables, "dotenv", release);
    }
  });
});

test.each(NAMES)("%s as a name, a directive, a comment, a template's word", async (name) => {
  const conf = [
    `${name} = 1`,
    `nginx_http_${name} = 1`,
    `vault_${name}_${name} = 1`,
    `pg_password = {vault://${name}/${name}/${name}}`,
    `pluginserver_names = ${name}`,
    `admin_gui_session_conf = {"${name}": 1, "cookie_${name}": "x"}`,
    `# kong-lint-disable-next-line ${name}`,
    `# kong-lint: ${name}=${name} kong=${name}`,
    `# kong-lint-${name}`,
    `log_level = {{ ${name} }}`,
    `prefix = \${${name}}`,
    "",
  ].join("\n");
  await expectWhole(conf, "kong-conf", "oss@3.9.3");
  const variables = `KONG_${name}=1\nKONG_NGINX_HTTP_${name}=1\n${name}=1\nKONG_PREFIX="\\${name}$${name}"\n`;
  await expectWhole(variables, "dotenv", "oss@3.9.3");
});

test.each(NAMES)("%s is no release, property or text", async (name) => {
  const catalog = catalogFor({ edition: "oss", version: "3.9.3" });
  const texts = await loadTexts();
  for (const word of [name, name.toLowerCase()]) {
    expect([
      parseRelease(word),
      parseRelease(`${word}@3.9`),
      namedRelease(word, "oss"),
      catalog.property(word),
      catalog.dynamicPrefixOf(word),
      historyOf(word),
      texts.textOf(word),
      texts.namespaceTextOf(word),
      texts.sectionOf(word),
      texts.valueTextOf(word, word),
    ]).toEqual(Array(10).fill(undefined));
    expect(catalog.nearest(word)).toEqual([]);
    expect(catalog.nearest(`${word}_${word}`).every((near) => typeof near.name === "string")).toBe(true);
  }
});

test.each(NAMES)("%s on a command line and in settings", async (name) => {
  const settings = [
    { [name]: 1 },
    { rules: { [name]: "off" } },
    { rules: { "schema/unknown-property": name } },
    { rules: { "schema/unknown-property": { options: { [name]: 1 } } } },
    { rules: { "schema/unknown-property": { [name]: 1 } } },
    { extends: [name] },
    { edition: name },
    { release: name },
    { requires: name },
    { overrides: [{ files: ["*"], [name]: 1 }] },
  ];
  const argvs = [
    [name],
    ["explain", name],
    ["explain", `schema/${name}`],
    ["completion", name],
    ["--format", name],
    ["--rule", `${name}=off`],
    ["--rule", `${name}/*=off`],
    ["--fail-on", name],
    ["--edition", name],
    ["--kong-version", name],
    ["upgrade", "--from", name, "--to", "3.9", "kong.conf"],
    ["upgrade", "--from", "3.8", "--to", "3.9", "--format", name, "kong.conf"],
    ["effective", "--format", name, "kong.conf"],
    ["rules", "--format", name],
    [`--${name}`],
  ];
  const folder = folderWith({ "kong.conf": "log_level = notice\n" });
  for (const argv of argvs) {
    const { code, stderr } = await kongLint(folder, argv);
    expect(code, argv.join(" ")).toBe(2);
    expect(stderr).toMatch(/^kong-lint: [^\n]+\n$/);
    expect(stderr).not.toMatch(TAKEN);
  }
  // Written by hand: a literal with `__proto__` has no such member.
  for (const each of settings) {
    const text = JSON.stringify(each);
    for (const file of [".kong-lint.json", ".kong-lint.yaml"]) {
      const { code, stderr } = await kongLint(folderWith({ "kong.conf": "", [file]: text }), ["kong.conf"]);
      expect(code, `${file} ${text}`).toBe(2);
      expect(stderr).toMatch(/^kong-lint: [^\n]+\n$/);
      expect(stderr).not.toMatch(TAKEN);
    }
  }
});

test.each(NAMES)("%s in the effective configuration is a property like any other", async (name) => {
  const folder = folderWith({ "kong.conf": `nginx_http_${name} = 7\nvault_x_${name} = 1\n${name} = 7\n` });
  const { code, stdout } = await kongLint(folder, ["effective", "--format", "json", "kong.conf"]);
  expect(code).toBe(0);
  expect(stdout).not.toMatch(/native code|\[object/);
  const { values } = JSON.parse(stdout) as { readonly values: Readonly<Record<string, unknown>> };
  expect(values[`nginx_http_${name.toLowerCase()}`] ?? values[`nginx_http_${name}`]).toBe("7");
});

test.each(NAMES)("%s as a method of the protocol needs nothing", (name) => {
  expect(hasParams(name, {})).toBe(true);
});

test("a table has what was written into it, and nothing else", () => {
  const table = wordTable({ a: 1 });
  const open = openTable<number>();
  for (const name of NAMES) expect([table[name], open[name]]).toEqual([undefined, undefined]);
  for (const name of NAMES) open[name] = 1;
  expect(Object.keys(open)).toEqual(NAMES);
  expect(table.a).toBe(1);
});
