import { expect, test } from "vitest";
import { SourceDocument } from "../../server/model/source-document.ts";
import { isSampleFile } from "../../server/rules/support/sample-files.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";

async function findingsIn(path: string, text: string): Promise<readonly string[]> {
  const { findings } = await lint(linkedOf(readKongConf(new SourceDocument(path, text))));
  return findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

test.each([
  "kong.conf.example",
  "deploy/kong.conf.sample",
  ".env.dist",
  "example.env",
  "kong.conf.default",
  "C:\\kong\\kong.example.conf",
])("%s is a sample", (path) => {
  expect(isSampleFile(path)).toBe(true);
});

test.each(["kong.conf", "examples/kong.conf", ".env", "distributed.conf", "default.conf"])(
  "%s is no sample",
  (path) => {
    expect(isSampleFile(path)).toBe(false);
  },
);

test("says nothing about the placeholder of a sample", async () => {
  const text = "pg_password = your-password-here\npg_user = kong\n";
  expect(await findingsIn("kong.conf.example", text)).toEqual([]);
  expect(await findingsIn("kong.conf", text)).toEqual(["warning security/weak-secret"]);
});

test("mentions what looks like a real secret in a sample", async () => {
  const text = "pg_password = Quiet-Harbour-71\n";
  expect(await findingsIn("kong.conf.example", text)).toEqual(["info security/plaintext-secret"]);
});
