import { expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { type LineFormat, linkedOf, readUnit } from "../sources.ts";

async function findingsIn(text: string, carrier: LineFormat = "kong-conf") {
  const unit = readUnit(new SourceDocument("kong.conf", text), carrier);
  return (await lint(linkedOf(unit), { release: { flag: { edition: "oss", version: "3.9" } } })).findings;
}

test.each([
  [
    "# Kong configuration\rpg_host = db.internal\rpg_hots = x\rlog_level = wurn\r",
    ["2 syntax/encoding comment"],
  ],
  ["pg_database = kong\rpg_host = db.internal\r", ["2 syntax/encoding value"]],
  ["log_level = warn\rpg_hots = x\r", ["2 syntax/encoding value"]],
  ["log_level = warn # why\rpg_host = x\n", ["2 syntax/encoding comment"]],
  ["general\rlog_level = warn\n", ["2 syntax/encoding line"]],
  [
    "pg_host = a\npg_port = 1\rpg_user = b\nlog_level = wurn\n",
    ["3 syntax/encoding value", "4 schema/enum-value"],
  ],
  ["log_level = wurn\r\npg_host = a\rb\r\n", ["1 schema/enum-value", "3 syntax/encoding value"]],
])("%j: one word about each line of Kong's that shows as several, and no other", async (text, expected) => {
  const findings = await findingsIn(text);
  const said = findings.map(({ rule, start, message }) => {
    const part = /as part of the (\w+) before it/.exec(message)?.[1];
    return `${start.line + 1} ${rule}${part === undefined ? "" : ` ${part}`}`;
  });
  expect(said).toEqual(expected);
});

test.each([
  // To Kong a return at the ends of a line, a key or a value is a blank.
  "log_level = warn\r\n",
  "log_level = warn\r\r\n",
  "log_level = warn\r",
  "\rlog_level = warn\n",
  // Comments lose nothing.
  "# Kong\r# configuration\r",
  "# Kong\rconfiguration\nlog_level = warn\n",
  "log_level = warn\r# why\n",
])("%j is as it looks", async (text) => {
  expect(await findingsIn(text)).toEqual([]);
});

test.each([
  ["pg_database = kong\rpg_host = db\r", "safe", "pg_database = kong\npg_host = db\n"],
  ["# Kong\r\r# more\rpg_host = db", "safe", "# Kong\n\n# more\npg_host = db"],
  ["pg_host = a\rb\nlog_level = warn\n", "unsafe", "pg_host = a\nb\nlog_level = warn\n"],
  ["pg_host = a\rb\r\nlog_level = warn\r\n", "unsafe", "pg_host = a\r\nb\r\nlog_level = warn\r\n"],
])("the fix of %j is %s", async (text, applicability, fixed) => {
  const [finding] = await findingsIn(text);
  expect(finding?.fixes.map((fix) => fix.applicability)).toEqual([applicability]);
  expect(applyEdits(text, finding?.fixes[0]?.edits ?? [])).toBe(fixed);
});

test("a dotenv file is none of Kong's own", async () => {
  const rules = (await findingsIn("KONG_LOG_LEVEL=warn\rKONG_PG_HOST=db\n", "dotenv")).map(
    ({ rule }) => rule,
  );
  expect(rules).not.toContain("syntax/encoding");
});
