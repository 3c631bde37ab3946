import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";

const folder = fileURLToPath(new URL("./quiet/", import.meta.url));

async function findingsOf(text: string): Promise<readonly string[]> {
  const unit = readKongConf(new SourceDocument("kong.conf", text));
  const { findings } = await lint(linkedOf(unit));
  return findings.map(
    ({ severity, start, rule, message }) => `${severity} ${start.line + 1} ${rule}: ${message}`,
  );
}

/** Well-kept configurations as people run them; a word about any of them is a false alarm. */
describe.each(readdirSync(folder).filter((name) => name.endsWith(".conf")))("%s", (name) => {
  const text = readFileSync(folder + name, "utf8");

  test("says nothing in its own release", async () => {
    expect(text).toMatch(/^# kong-lint: kong=/);
    expect(await findingsOf(text)).toEqual([]);
  });

  test("calls nothing an error while the release is a guess", async () => {
    const found = await findingsOf(text.replace(/^# kong-lint: .*\n/, "\n"));
    expect(found.filter((line) => line.startsWith("error"))).toEqual([]);
  });
});
