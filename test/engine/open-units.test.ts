import { describe, expect, test } from "vitest";
import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";

async function rulesOf(text: string): Promise<readonly string[]> {
  const source = composeFormat.parse(new SourceDocument("compose.yaml", text));
  return (await lint(linkSource(source))).findings.map(({ rule }) => rule);
}

const service = (image: string, ...variables: readonly string[]): string =>
  `services:\n  kong:\n    image: ${image}\n    environment:\n${variables.map((each) => `      ${each}\n`).join("")}`;

describe("a missing setting", () => {
  test("is told of where all settings are known", async () => {
    expect(await rulesOf(service("kong:3.9", "KONG_ROLE: data_plane", "KONG_DATABASE: 'off'"))).toContain(
      "cluster/hybrid-requirements",
    );
  });

  test.each([
    ["the image may set it", service("acme/kong:3.9", "KONG_ROLE: data_plane", "KONG_DATABASE: 'off'")],
    [
      "a file that was not read may set it",
      `${service("kong:3.9", "KONG_ROLE: data_plane", "KONG_DATABASE: 'off'")}    env_file: secrets.env\n`,
    ],
  ])("is not told of where %s", async (_, text) => {
    expect(await rulesOf(text)).not.toContain("cluster/hybrid-requirements");
  });

  test("a default that may be another one is compared with nothing", async () => {
    const listen = "KONG_ADMIN_LISTEN: 127.0.0.1:8443 ssl";
    expect(await rulesOf(service("kong:3.9", listen))).toContain("listen/port-clash");
    expect(await rulesOf(service("acme/kong:3.9", listen))).not.toContain("listen/port-clash");
  });
});

describe("a setting that is set twice", () => {
  const list = `services:\n  kong:\n    image: kong:3.9\n    environment:\n`;
  test("is told of within one list", async () => {
    expect(await rulesOf(`${list}      - KONG_LOG_LEVEL=info\n      - KONG_LOG_LEVEL=notice\n`)).toContain(
      "syntax/duplicate-key",
    );
  });

  test("is what extending is for", async () => {
    const text = `${list}      KONG_LOG_LEVEL: info\n  other:\n    extends: kong\n    environment:\n      KONG_LOG_LEVEL: notice\n`;
    expect(await rulesOf(text)).not.toContain("syntax/duplicate-key");
  });
});
