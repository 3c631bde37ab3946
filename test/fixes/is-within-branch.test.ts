import { describe, expect, test } from "vitest";
import type { SemanticEdit } from "../../server/findings/fix.ts";
import { staysInBranch } from "../../server/fixes/is-within-branch.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";

const TEXT = `pg_port = 1
{% if a %}
pg_host = db
{% else %}
pg_user = kong
{% endif %}
pg_database = kong
`;

const unit = readKongConf(new SourceDocument("kong.conf", TEXT));

function settingOf(property: string): Assignment {
  const [found] = unit.index.named(property);
  if (found === undefined) throw new Error(`no setting ${property}`);
  return found;
}

/** The branch in which a setting stands. */
const branchOf = (property: string) => unit.branches?.at(settingOf(property).nameSpan.start);

function stays(edit: SemanticEdit, mended: string): boolean {
  const fix = { title: "", applicability: "safe", edits: [edit] } as const;
  return staysInBranch(fix, branchOf(mended), unit);
}

const insert = (after: string | undefined): SemanticEdit => ({
  kind: "insert",
  property: "pg_ssl",
  value: "on",
  after: after === undefined ? undefined : settingOf(after),
});

describe("a new setting", () => {
  test("may go after a setting of the branch of what it mends", () => {
    expect(stays(insert("pg_host"), "pg_host")).toBe(true);
    expect(stays(insert("pg_user"), "pg_user")).toBe(true);
  });

  test("does not leave a branch: for the end of the file, for what stands before it, for the other branch", () => {
    expect(stays(insert(undefined), "pg_host")).toBe(false);
    expect(stays(insert("pg_port"), "pg_host")).toBe(false);
    expect(stays(insert("pg_user"), "pg_host")).toBe(false);
  });

  test("does not enter one either", () => {
    expect(stays(insert("pg_host"), "pg_port")).toBe(false);
    expect(stays(insert("pg_database"), "pg_port")).toBe(true);
    expect(stays(insert(undefined), "pg_port")).toBe(true);
  });
});

/** What the fixes for a file without a database would add. */
async function additions(text: string): Promise<readonly string[]> {
  const settings = { release: { flag: { edition: "oss", version: "3.4" } } } as const;
  const { report } = await analyze(linkedOf(readKongConf(new SourceDocument("kong.conf", text))), settings);
  const found = report.findings.filter(({ rule }) => rule === "datastore/declarative-with-db");
  expect(found).toHaveLength(1);
  return found.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits.map(({ newText }) => newText)));
}

test("no fix of a rule adds a line behind the branch that it mends", async () => {
  const setting = "declarative_config = /a.yml\n";
  expect(await additions(setting)).toContain("database = off\n");
  expect(await additions(`{% if a %}\nlog_level = info\n{% endif %}\n${setting}`)).toContain(
    "database = off\n",
  );
  expect(await additions(`{% if a %}\n${setting}{% endif %}\n`)).toEqual([]);
});
