import { describe, expect, it } from "vitest";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { linkedKongConf } from "../sources.ts";

const SETTINGS = { release: { flag: { edition: "oss", version: "3.9.3" } } } as const;

/** The fixes that leave the engine, whoever asks for them: rule, applicability, title. */
async function offered(text: string): Promise<readonly string[]> {
  const { report } = await analyze(linkedKongConf(new SourceDocument("kong.conf", text)), SETTINGS);
  return report.findings.flatMap(({ rule, fixes }) =>
    fixes.map(({ applicability, title }) => `${rule}: ${applicability}: ${title}`),
  );
}

describe("a fix that makes Kong refuse a value", () => {
  it.each(["verbose", "", "warning"])("is not a safe one: LOG_LEVEL = %s", async (level) => {
    const fixes = await offered(`LOG_LEVEL = ${level}\n`);
    expect(fixes.filter((fix) => fix.startsWith("syntax/key-case"))).toEqual([
      expect.stringContaining(": unsafe: "),
    ]);
  });

  it("leaves the other safe fixes safe", async () => {
    const fixes = await offered("LOG_LEVEL = verbose\nPG_HOST = db\nPG_PORT = 5433\npg_ssl = yes\n");
    expect(fixes.filter((fix) => fix.startsWith("syntax/key-case")).map((fix) => fix.split(": ")[1])).toEqual(
      ["unsafe", "safe", "safe"],
    );
  });

  it("is a safe one where Kong refuses nothing", async () => {
    expect(await offered("LOG_LEVEL = warn\n")).toEqual([expect.stringContaining("syntax/key-case: safe: ")]);
  });
});

describe("a fix after which the text does not read as it means", () => {
  const swallowing = "plugins = bundled,\\\u00a0\nlog_level = warn\n";

  it("is not offered by anybody: the next line would become a part of the value", async () => {
    const fixes = await offered(swallowing);
    expect(fixes.filter((fix) => fix.startsWith("syntax/invisible-characters"))).toEqual([]);
  });

  it("is left out alone", async () => {
    const fixes = await offered(`${swallowing}pg_host\u00a0= db\n`);
    expect(fixes.filter((fix) => fix.startsWith("syntax/invisible-characters"))).toHaveLength(1);
  });
});
