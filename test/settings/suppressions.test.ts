import { describe, expect, test } from "vitest";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { type LineFormat, linkedOf, readUnit } from "../sources.ts";

const RELEASE = { release: { flag: { edition: "oss", version: "3.9.3" } as const } };

/** The findings of a text as `line rule`, and how many were suppressed. */
async function lintText(text: string, settings: LintSettings = {}, carrier: LineFormat = "kong-conf") {
  const unit = readUnit(new SourceDocument("kong.conf", text), carrier);
  const report = await lint(linkedOf(unit), { ...RELEASE, ...settings });
  return {
    findings: report.findings.map(({ rule, start }) => `${start.line + 1} ${rule}`),
    suppressed: report.suppressed,
  };
}

const BAD = "anonymous_reports = yes\n";

describe("what a comment silences", () => {
  test("nothing, where there is none", async () => {
    expect(await lintText(BAD)).toEqual({ findings: ["1 schema/boolean-value"], suppressed: 0 });
  });

  test.each([
    ["the next setting", `# kong-lint-disable-next-line schema/boolean-value\n${BAD}`],
    [
      "the next setting, past other comments",
      `# kong-lint-disable-next-line schema/boolean-value\n# note\n\n${BAD}`,
    ],
    ["its own line", "anonymous_reports = yes # kong-lint-disable-line schema/boolean-value\n"],
    ["all below", `# kong-lint-disable schema/boolean-value\nlog_level = warn\n${BAD}`],
    ["the whole file, from anywhere", `${BAD}# kong-lint-disable-file schema/boolean-value\n`],
    ["every rule, where none is named", `# kong-lint-disable-next-line\n${BAD}`],
    [
      "with CR LF",
      `# kong-lint-disable-next-line schema/boolean-value -- why\r\nanonymous_reports = yes\r\n`,
    ],
    ["behind a semicolon", `; kong-lint-disable-next-line schema/boolean-value\n${BAD}`],
  ])("%s", async (_what, text) => {
    expect(await lintText(text)).toEqual({ findings: [], suppressed: 1 });
  });

  test("only up to the end of the block, rule by rule", async () => {
    const text = `# kong-lint-disable schema/boolean-value, schema/unknown-property
${BAD}no_such_thing = 1
# kong-lint-enable schema/boolean-value
admin_gui_something = 2
ssl_session_cache_size = 10m
anonymous_reports = no way
`;
    const { findings } = await lintText(text, { severities: new Map([["syntax/duplicate-key", "off"]]) });
    expect(findings.filter((finding) => !finding.startsWith("1 "))).toEqual(["7 schema/boolean-value"]);
  });

  test("only the rule it names", async () => {
    const { findings } = await lintText(`# kong-lint-disable-next-line schema/enum-value\n${BAD}`);
    expect(findings).toEqual(["1 settings/unused-suppression", "2 schema/boolean-value"]);
  });

  test("all lines of a setting that goes over several", async () => {
    const text =
      "# kong-lint-disable-next-line listen/unknown-flag\nproxy_listen = 0.0.0.0:8000, \\\n  0.0.0.0:8080 sll\n";
    expect((await lintText(text)).findings).toEqual([]);
  });

  test("in a dotenv file too, but not from within a value", async () => {
    const comment = "kong-lint-disable-next-line schema/boolean-value";
    expect(await lintText(`# ${comment}\nKONG_ANONYMOUS_REPORTS=yes\n`, {}, "dotenv")).toEqual({
      findings: [],
      suppressed: 1,
    });
    const inValue = `KONG_PG_DATABASE="a\n# ${comment}\nb"\nKONG_ANONYMOUS_REPORTS=yes\n`;
    expect((await lintText(inValue, {}, "dotenv")).suppressed).toBe(0);
  });

  test("not what is part of a value", async () => {
    const text = "pg_database = kong#kong-lint-disable-file\nanonymous_reports = yes\n";
    expect((await lintText(text)).findings).toContain("2 schema/boolean-value");
  });
});

test.each([
  ["it names a rule", "# kong-lint-disable-nextline schema/boolean-value\n", ["safe"]],
  ["it names a rule as a setting", "# kong-lint: disable=schema/boolean-value\n", ["safe"]],
  ["it silences every rule, and that was meant", "# kong-lint-disable-nextline -- x\n", ["unsafe"]],
  ["it would silence every rule, and nobody knows what x is", "# kong-lint-disable-nextline x\n", []],
  ["it would silence every rule for a name without its group", "# kong-lint: disable=boolean-value\n", []],
])("the repair of a comment: %s", async (_, comment, applicabilities) => {
  const text = comment + BAD;
  const unit = readUnit(new SourceDocument("kong.conf", text), "kong-conf");
  const [repair] = (await lint(linkedOf(unit), RELEASE)).findings.filter(
    ({ rule }) => rule === "settings/malformed-comment",
  );
  expect(repair?.fixes.map((fix) => fix.applicability)).toEqual(applicabilities);
});

describe("settings", () => {
  test("comments silence nothing where they may not, and are not called unused", async () => {
    const text = `# kong-lint-disable-next-line schema/boolean-value\n${BAD}# kong-lint-disable-file schema/enum-value\n`;
    expect(await lintText(text, { inlineConfig: false })).toEqual({
      findings: ["2 schema/boolean-value"],
      suppressed: 0,
    });
  });

  test("a reason may be required", async () => {
    const text = (reason: string) => `# kong-lint-disable-next-line schema/boolean-value${reason}\n${BAD}`;
    expect((await lintText(text(""), { requireReason: true })).findings).toEqual([
      "1 settings/malformed-comment",
      "2 schema/boolean-value",
    ]);
    expect((await lintText(text(" -- the image rewrites it"), { requireReason: true })).findings).toEqual([]);
  });

  test("no comment silences a finding about comments", async () => {
    const text =
      "# kong-lint-disable-file\n# kong-lint-disable-next-line schema/enum-value\nlog_level = warn\n";
    expect((await lintText(text)).findings).toEqual([
      "1 settings/unused-suppression",
      "2 settings/unused-suppression",
    ]);
  });
});
