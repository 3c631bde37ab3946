import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import * as api from "../../server/index.ts";

const page = readFileSync(new URL("../../docs/api.md", import.meta.url), "utf8");

/** Examples of the page: the code, and what it prints. */
const examples = [...page.matchAll(/```js\n([\s\S]*?)```\s*```text\n([\s\S]*?)```/g)].map(
  ([, code = "", output = ""]) => ({ code, output }),
);

const AsyncFunction = (async () => undefined).constructor as new (
  ...args: string[]
) => (...values: unknown[]) => Promise<void>;

/** Runs an example with the API in place of the package, and gives what it prints. */
async function run(code: string): Promise<string> {
  const body = code.replace(/import (\{[^}]*\}) from "kong-lint";/g, "const $1 = kongLint;");
  const lines: string[] = [];
  const log = (...values: unknown[]) =>
    lines.push(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
  await new AsyncFunction("kongLint", "console", body)(api, { log });
  return `${lines.join("\n").trimEnd()}\n`;
}

describe("the page about the API", () => {
  test("has examples", () => expect(examples.length).toBeGreaterThan(4));

  test.each(examples)("says what an example prints: $code", async ({ code, output }) => {
    expect(await run(code)).toBe(output);
  });
});

const input = { path: "kong.conf", text: "pg_ssl = yes\n" };

describe("a wrong argument is refused in one sentence", () => {
  test.each([
    ["unknown-format", () => api.createLinter().lint({ ...input, format: "toml" })],
    ["unknown-rule", async () => api.createLinter({ rules: ["schema/nothing"] })],
    ["invalid-settings", () => api.createLinter({ settings: { release: "banana" } }).lint(input)],
    ["invalid-settings", () => api.createLinter({ settings: { rulez: {} } }).lint(input)],
    ["invalid-settings", () => api.createLinter({ settings: ["a"] }).lint(input)],
    ["invalid-settings", () => api.createLinter({ settings: null }).lint(input)],
    ["invalid-settings", () => api.createLinter({ settings: { release: "banana" } })],
    ["invalid-settings", () => api.createLinter({ settings: { rules: 3 } })],
    ["invalid-settings", () => api.createLinter({ settings: "x" })],
    ["invalid-input", () => api.createLinter(3 as never)],
    ["invalid-input", () => api.createLinter(null as never)],
    ["invalid-input", () => api.createLinter({ rulez: [] } as never)],
    ["invalid-input", () => api.createLinter({ rules: "tls/*" } as never)],
    ["invalid-input", () => api.createLinter().lint(undefined as never)],
    ["invalid-input", () => api.createLinter().effective({ path: 3, text: "" } as never)],
    ["invalid-input", () => api.createLinter().fix(null as never)],
    ["invalid-input", () => api.createLinter().fix(input, { unsafe: "yes" } as never)],
    ["invalid-input", () => api.createLinter().fix(input, { unsave: true } as never)],
    ["invalid-input", () => api.detect(3 as never, "")],
    ["invalid-input", () => api.detect("kong.conf", undefined as never)],
    ["unknown-format", () => api.render("nope", [])],
    ["unknown-format", () => api.render(5 as never, [])],
    ["unknown-format", () => api.createLinter().lint({ ...input, format: 5 } as never)],
    ["invalid-input", () => api.render("json", {} as never)],
    ["invalid-input", () => api.render("json", [{}] as never)],
    ["invalid-input", () => api.lintText("kong.conf", 5 as never)],
    ["invalid-input", () => api.applyEdits("a", 3 as never)],
    ["invalid-input", () => api.applyEdits("a", [{}] as never)],
    ["invalid-input", () => api.applyEdits("a", [{ span: { start: 0, end: 9 }, newText: "" }])],
    [
      "invalid-input",
      () =>
        api.applyEdits("abc", [
          { span: { start: 0, end: 2 }, newText: "" },
          { span: { start: 1, end: 3 }, newText: "" },
        ]),
    ],
    ["invalid-input", () => api.createLinter().lint({ path: "kong.conf", text: 5 } as never)],
    ["invalid-input", () => api.createLinter().lint({ text: "" } as never)],
    [
      "invalid-input",
      () => api.createLinter().lint({ path: "kong.conf", text: new Uint8Array([0, 1, 2, 255]) }),
    ],
    ["not-kong", () => api.createLinter().lint({ path: "main.go", text: "package main\n" })],
  ])("%s", async (code, call) => {
    const error = await (async () => call())().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(api.InputError);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(/^[^\n]{5,200}$/);
  });
});

describe("the API", () => {
  test("takes bytes and text alike", async () => {
    const linter = api.createLinter();
    const ofBytes = await linter.lint({ ...input, text: new TextEncoder().encode(input.text) });
    expect(ofBytes).toEqual(await linter.lint(input));
  });

  test("gives plain data", async () => {
    const report = await api
      .createLinter()
      .lint({ path: "kong.conf", text: "pg_password = S3cretS3cret\npg_ssl = yes\n" });
    expect(structuredClone(report)).toEqual(report);
    expect(JSON.stringify(report)).not.toContain("S3cret");
  });

  test("runs only the rules that are asked for", async () => {
    const { findings } = await api.createLinter({ rules: ["schema/unknown-property"] }).lint({
      path: "kong.conf",
      text: "pg_ssl = yes\npg_prt = 1\n",
    });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["schema/unknown-property"]));
  });

  test("tells the format of a text", () => {
    expect(api.detect("kong.conf", "").format).toBe("kong-conf");
    expect(api.detect("main.go", "package main\n").format).toBeUndefined();
  });
});
