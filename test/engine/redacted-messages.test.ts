import { expect, test } from "vitest";
import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
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

/** What all findings of an environment file of Compose say, with their fixes. */
async function said(text: string): Promise<string> {
  const { report } = await analyze(linkSource(composeFormat.parse(new SourceDocument("compose.yaml", text))));
  return report.findings
    .flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)])
    .join("\n");
}

const service = (lines: readonly string[]) =>
  `services:\n  kong:\n    image: kong:3.4\n    environment:\n${lines.map((line) => `      ${line}\n`).join("")}`;

test.each(["password", "postgres", "database"])(
  "a password that is the word %s hides no names",
  async (word) => {
    const found = await said(
      service(["KONG_DATABASE: postgres", `KONG_PG_PASSWORD: ${word}`, "KONG_PG_SSLMODE: x"]),
    );
    expect(found).toContain("`KONG_PG_SSL`");
    expect(found).not.toContain("•••");
  },
);

test("a reference in quotes and the path of a key are shown", async () => {
  const found = await said(
    service([
      "KONG_DATABASE: postgres",
      "KONG_VAULT_ENV_PREFIX: GW_",
      "GW_PG_PASS: ${PGPASS}",
      'KONG_PG_PASSWORD: "{vault://env/gw-pg-pass}"',
      'KONG_SSL_CERT: "/certs/tls.crt"',
      'KONG_SSL_CERT_KEY: "/certs/tls.key"',
    ]),
  );
  expect(found).toContain("`{vault://env/pg-pass}`");
  expect(found).not.toContain("•••");
});
