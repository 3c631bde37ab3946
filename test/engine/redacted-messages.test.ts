import { expect, test } from "vitest";
import { SourceDocument } from "../../server/model/source-document.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";

/** What the message about a wrong address says, where the address is the password of another line. */
async function messageAbout(secret: string): Promise<string> {
  const text = `pg_password = ${secret}\ntrusted_ips = ${secret}\n`;
  const settings = { release: { flag: { edition: "oss", version: "3.9" } } } as const;
  const { report } = await analyze(linkedOf(readKongConf(new SourceDocument("kong.conf", text))), settings);
  const found = report.findings.find(({ rule }) => rule === "schema/trusted-ips-format");
  if (found === undefined) throw new Error("the address is wrong");
  return found.message;
}

// Of letters alone, eight are enough to be no word of a message; with a digit or a sign, five are.
test.each([
  "swordfis",
  "swordfish",
  "swordfishy",
  "swordfishes",
  "swordfishman",
  "hunt3",
  "hunter2",
  "hunter-2b",
  "hunter2-abc",
])("no message about another setting repeats the secret %s", async (secret) => {
  const message = await messageAbout(secret);
  expect(message).not.toContain(secret);
  expect(message).toContain("`•••`");
});
