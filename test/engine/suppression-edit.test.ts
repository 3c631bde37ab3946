import { describe, expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import { lint } from "../../server/engine/lint.ts";
import { suppressionEdit } from "../../server/findings/suppression-edit.ts";
import { readUnit } from "../../server/formats/read-unit.ts";
import type { Carrier } from "../../server/model/config-unit-old.ts";
import { SourceDocument } from "../../server/model/source-document.ts";

const RELEASE = { release: { flag: { edition: "oss", version: "2.8.5" } as const } };

function unitOf(text: string, carrier: Carrier = "kong-conf") {
  return readUnit(new SourceDocument("kong.conf", text), carrier);
}

/** The text after its first finding was silenced. */
async function silence(
  text: string,
  reach: "next-line" | "file",
  carrier: Carrier = "kong-conf",
): Promise<string> {
  const unit = unitOf(text, carrier);
  const [finding] = (await lint(unit, RELEASE)).findings;
  if (finding === undefined) throw new Error("there is nothing to silence");
  return applyEdits(text, [suppressionEdit(unit, finding.rule, finding.span.start, reach)]);
}

describe("suppressionEdit", () => {
  test.each([
    ["a comment of its own before the setting", "a = 1\n  no_such = 1\n", "next-line"],
    ["at the top of the file", "# head\nno_such = 1\n", "file"],
    [
      "before the first line of a setting that goes on",
      "proxy_listen = 0.0.0.0:8000, \\\n  0.0.0.0:8080 sll\n",
      "next-line",
    ],
    ["with the line breaks of the file", "no_such = 1\r\n", "next-line"],
    ["below a byte order mark", "\ufeff# head\r\nno_such = 1\r\n", "file"],
  ] as const)("%s", async (_what, text, reach) => {
    const before = (await lint(unitOf(text), RELEASE)).findings;
    const after = await silence(text, reach);
    const left = (await lint(unitOf(after), RELEASE)).findings;
    expect(left).toHaveLength(before.length - 1);
    expect(left.map(({ rule }) => rule)).not.toContain("settings/unused-suppression");
    expect(after.includes("\r\n")).toBe(text.includes("\r\n"));
    expect(after.startsWith("\ufeff")).toBe(text.startsWith("\ufeff"));
  });

  test("joins a comment that is there", async () => {
    expect(
      await silence("# kong-lint-disable-next-line schema/enum-value -- why\nno_such = 1\n", "next-line"),
    ).toContain("# kong-lint-disable-next-line schema/enum-value");
    const unit = unitOf("# kong-lint-disable-next-line schema/enum-value -- why\nno_such = 1\n");
    const edit = suppressionEdit(
      unit,
      "schema/unknown-property",
      unit.document.text.indexOf("no_such"),
      "next-line",
    );
    expect(applyEdits(unit.document.text, [edit])).toBe(
      "# kong-lint-disable-next-line schema/enum-value, schema/unknown-property -- why\nno_such = 1\n",
    );
  });

  test("in a dotenv file", async () => {
    const text = "KONG_LOG_LEVEL=loud\n";
    expect(await silence(text, "next-line", "dotenv")).toMatch(
      /^# kong-lint-disable-next-line schema\/\S+\nKONG_LOG_LEVEL=loud\n$/,
    );
  });
});
