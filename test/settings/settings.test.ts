import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { memoryPlatform } from "../../server/platform/memory.ts";
import type { UserError } from "../../server/platform/user-error.ts";
import { lintSettingsFrom } from "../../server/settings/lint-settings-from.ts";
import { SettingsResolver } from "../../server/settings/settings-resolver.ts";

/** Settings for `/work/kong.conf` (or another path) on a machine with these files. */
async function resolve(files: Readonly<Record<string, string>>, path = "/work/kong.conf", version = "1.2.3") {
  const resolver = new SettingsResolver({
    files: memoryPlatform({ files }).files,
    version,
    from: "nearest",
    show: (each) => each.replace("/work/", ""),
  });
  return resolver.resolve(path);
}

describe("discovery", () => {
  test("without a settings file nothing is set", async () => {
    const settings = await resolve({ "kong.conf": "" });
    expect(settings.release).toBeUndefined();
    expect(settings.rules.size).toBe(0);
  });

  test("the nearest file upward counts, and the root of the repository is the end", async () => {
    const files = {
      ".kong-lint.json": '{"release": "3.9"}',
      "a/.kong-lint.yaml": "release: '3.4'\n",
      "a/b/kong.conf": "",
      "repo/.git/HEAD": "",
      "repo/kong.conf": "",
    };
    expect((await resolve(files, "/work/a/b/kong.conf")).release?.value).toBe("3.4");
    expect((await resolve(files, "/work/kong.conf")).release?.value).toBe("3.9");
    expect((await resolve(files, "/work/repo/kong.conf")).release).toBeUndefined();
  });

  test("two settings files in one folder are refused", async () => {
    await expect(resolve({ ".kong-lint.json": "{}", ".kong-lint.yaml": "" })).rejects.toThrow(
      "/work/.kong-lint.yaml: found both .kong-lint.json and .kong-lint.yaml; keep only one",
    );
  });
});

describe("layers", () => {
  test("a file wins over what it extends, a rule over its group, an override over both", async () => {
    const settings = await resolve(
      {
        "base.json": '{"release": "2.8", "rules": {"security/*": "info"}, "extraProperties": ["base_*"]}',
        ".kong-lint.jsonc": `{
          // comments are allowed
          "extends": ["base.json"],
          "rules": { "syntax/quoted-value": "off", "syntax/*": "warning" },
          "extraProperties": ["own_*"],
          "overrides": [{ "files": ["staging/"], "rules": { "syntax/quoted-value": "error" } }],
        }`,
      },
      "/work/staging/kong.conf",
    );
    expect(settings.release).toEqual({ value: "2.8", origin: { kind: "file", name: "base.json", line: 1 } });
    expect(settings.rules.get("syntax/quoted-value")?.level).toEqual({
      value: "error",
      origin: { kind: "file", name: ".kong-lint.jsonc", line: 6 },
    });
    expect(settings.rules.get("syntax/section-header")?.level?.value).toBe("warning");
    expect(settings.extraProperties.map(({ value }) => value)).toEqual(["base_*", "own_*"]);
  });

  test("an override leaves other files alone", async () => {
    const files = { ".kong-lint.yaml": "overrides:\n  - files: [staging/]\n    requireReason: true\n" };
    expect((await resolve(files)).requireReason.value).toBe(false);
    expect((await resolve(files, "/work/staging/kong.conf")).requireReason.value).toBe(true);
  });

  test("ignored files say by which pattern and line", async () => {
    const settings = await resolve(
      { ".kong-lint.yaml": "ignores:\n  - '*.example.conf'\n  - legacy/\n" },
      "/work/legacy/kong.conf",
    );
    expect(settings.ignored).toEqual({
      value: "legacy/",
      origin: { kind: "file", name: ".kong-lint.yaml", line: 3 },
    });
  });

  test("as the engine takes them: flags win, extra properties match as properties and variables", async () => {
    const settings = lintSettingsFrom(
      await resolve({
        ".kong-lint.yaml":
          "release: '0.34'\nedition: enterprise\nextraProperties: [KONG_MY_*]\nrules: {syntax/quoted-value: off}\n",
      }),
      { severities: new Map([["syntax/quoted-value", "hint"]]) },
    );
    expect(settings.release?.settings).toEqual({ edition: "enterprise", version: "0.34" });
    expect(settings.severities?.get("syntax/quoted-value")).toBe("hint");
    expect(settings.isExtraProperty?.("my_plugin")).toBe(true);
    expect(settings.isExtraProperty?.("mine")).toBe(false);
  });
});

/** What is wrong, and the one line that is said about it. */
const WRONG: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    "an unknown setting",
    { ".kong-lint.json": '{\n  "relase": "3.9"\n}' },
    ".kong-lint.json:2:3: unknown setting `relase`; did you mean `release`?",
  ],
  [
    "an unknown setting in YAML",
    { ".kong-lint.yaml": "release: '3.9'\nrulez: {}\n" },
    ".kong-lint.yaml:2:1: unknown setting `rulez`; did you mean `rules`?",
  ],
  [
    "an unknown rule",
    { ".kong-lint.json": '{"rules": {"syntax/quoted-valeu": "off"}}' },
    ".kong-lint.json:1:12: unknown rule `syntax/quoted-valeu`; did you mean `syntax/quoted-value`?",
  ],
  [
    "a rule without its group",
    { ".kong-lint.json": '{"rules": {"quoted-value": "off"}}' },
    ".kong-lint.json:1:12: unknown rule `quoted-value`; did you mean `syntax/quoted-value`?",
  ],
  [
    "a level that is none",
    { ".kong-lint.json": '{"rules": {"syntax/quoted-value": "fatal"}}' },
    ".kong-lint.json:1:35: `rules.syntax/quoted-value` must be one of error, warning, info, hint, off",
  ],
  [
    "another type",
    { ".kong-lint.yaml": "release: 3.9\n" },
    ".kong-lint.yaml:1:10: `release` must be a string; put it in quotes",
  ],
  [
    "a member of an override",
    { ".kong-lint.json": '{"overrides": [{"files": ["a"], "extends": []}]}' },
    ".kong-lint.json:1:33: unknown setting `extends`",
  ],
  [
    "an override for nothing",
    { ".kong-lint.json": '{"overrides": [{}]}' },
    ".kong-lint.json:1:16: `overrides.0` needs `files`",
  ],
  [
    "a release that is none",
    { ".kong-lint.yaml": "release: latest\n" },
    ".kong-lint.yaml:1:10: `latest` is not a release; use a form such as `3.9` or `enterprise@0.34`",
  ],
  [
    "broken JSON",
    { ".kong-lint.json": '{"release": }' },
    ".kong-lint.json:1:13: invalid JSON: value expected",
  ],
  ["broken YAML", { ".kong-lint.yaml": "rules: [\n" }, ".kong-lint.yaml:"],
  ["an empty file", { ".kong-lint.json": "" }, ".kong-lint.json"],
  ["a list", { ".kong-lint.yaml": "- a\n" }, ".kong-lint.yaml:1:1: the file must be an object"],
  [
    "a missing base",
    { ".kong-lint.json": '{"extends": ["none.json"]}' },
    ".kong-lint.json:1:14: `extends`: file `none.json` not found",
  ],
  [
    "a circle",
    { ".kong-lint.json": '{"extends": ["a.json"]}', "a.json": '{"extends": [".kong-lint.json"]}' },
    "a.json:1:14: circular `extends`: .kong-lint.json -> a.json -> .kong-lint.json",
  ],
  [
    "a newer program",
    { ".kong-lint.json": '{"requires": ">=2"}' },
    ".kong-lint.json:1:14: these settings require kong-lint >=2; this is 1.2.3",
  ],
  [
    "an unreadable range",
    { ".kong-lint.json": '{"requires": "latest"}' },
    ".kong-lint.json:1:14: `requires` must be a list of comparisons such as `>=0.1 <2`, not `latest`",
  ],
];

describe("a wrong settings file", () => {
  test.each(WRONG)("%s is one line with the place", async (_what, files, message) => {
    const error = await resolve(files).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).name).toBe("UserError");
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain("\n");
  });
});

test("all mistakes of a settings file are told, in the order of the file", async () => {
  const settings = [
    "relase: '3.9'",
    "rules:",
    "  syntax/quoted-valeu: off",
    "  schema/unknown-property: warn",
    "  nginx/log-format: [off]",
    "edition: 5",
    "overrides:",
    "  - files: [a]",
    "    release: latest",
    "",
  ];
  const error = await resolve({ ".kong-lint.yaml": settings.join("\n") }).catch((reason: unknown) => reason);
  const { message, further } = error as UserError;
  expect([message, ...further]).toEqual([
    ".kong-lint.yaml:1:1: unknown setting `relase`; did you mean `release`?",
    ".kong-lint.yaml:3:3: unknown rule `syntax/quoted-valeu`; did you mean `syntax/quoted-value`?",
    expect.stringMatching(
      /^\.kong-lint\.yaml:4:28: .*must be one of error, warning.*did you mean `warning`\?$/,
    ),
    expect.stringMatching(/^\.kong-lint\.yaml:5:21: `rules\.nginx\/log-format` must be /),
    expect.stringMatching(/^\.kong-lint\.yaml:6:10: `edition` must be one of oss, enterprise$/),
    ".kong-lint.yaml:9:14: `latest` is not a release; use a form such as `3.9` or `enterprise@0.34`",
  ]);
});

test("the check of settings stands alone", () => {
  const check = readFileSync(
    new URL("../../server/settings/generated/check-settings.js", import.meta.url),
    "utf8",
  );
  expect(check).not.toContain("require(");
});
