import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

const lists = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

/** Each line stands for nine of the line before. */
const bomb = (first: string, lines: number) =>
  [
    `a0: &a0 ${first}`,
    ...Array.from(
      { length: lines },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(", ")}]`,
    ),
  ].join("\n");

async function refusal(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderWith({ "kong.conf": "log_level = notice\n", ...files });
  const { code, stdout, stderr } = await kongLint(folder, ["kong.conf"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^kong-lint: [^\n]+\n$/);
  return stderr;
}

describe("settings that are nested too deeply", () => {
  test.each([
    [".kong-lint.json", lists(51)],
    [".kong-lint.json", lists(100_000)],
    [".kong-lint.json", objects(100_000)],
    [".kong-lint.jsonc", "[".repeat(100_000)],
    [".kong-lint.json", `{"rules": {"schema/unknown-property": {"options": ${objects(60)}}}}`],
    [".kong-lint.yaml", lists(60)],
    [".kong-lint.yaml", lists(5000)],
    [".kong-lint.yml", `${"- ".repeat(5000)}x\n`],
    [".kong-lint.yaml", Array.from({ length: 1500 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")],
  ])("%s %#", async (name, content) => {
    expect(await refusal({ [name]: content })).toContain(`${name}: the file is nested deeper than 50 levels`);
  });
});

describe("aliases of YAML", () => {
  test.each([
    ["a list that grows ninefold", bomb('["x"]', 20)],
    ["a text that does", bomb(`"${"x".repeat(1000)}"`, 12)],
  ])("%s", async (_, content) => {
    expect(await refusal({ ".kong-lint.yaml": content })).toContain("expand to too much");
  });

  test.each([
    ["one that holds itself", "rules: &a [*a]\n"],
    ["one in an object that holds itself", "rules: &a { x: *a }\n"],
    ["one for nothing", "rules: *none\n"],
  ])("%s", async (_, content) => {
    await refusal({ ".kong-lint.yaml": content });
  });

  test("that say the same twice are no mistake", async () => {
    const content =
      "overrides:\n  - files: &all ['*']\n    rules: &off { security/*: off }\n  - files: *all\n    rules: *off\n";
    const folder = folderWith({ "kong.conf": "log_level = notice\n", ".kong-lint.yaml": content });
    expect(await kongLint(folder, ["kong.conf"])).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("extends", () => {
  const doubling = (files: number) =>
    Object.fromEntries(
      Array.from({ length: files }, (_, at) => [
        at === 0 ? ".kong-lint.json" : `s${at}.json`,
        at === files - 1 ? "{}" : JSON.stringify({ extends: [`s${at + 1}.json`, `s${at + 1}.json`] }),
      ]),
    );

  test("that doubles with every file is refused", async () => {
    expect(await refusal(doubling(40))).toContain("`extends` includes more than 100 settings files");
  });

  test("of a few files, one of them twice, is none of that", async () => {
    const folder = folderWith({ "kong.conf": "log_level = notice\n", ...doubling(5) });
    expect(await kongLint(folder, ["kong.conf"])).toMatchObject({ code: 0, stderr: "" });
  });
});
