import { describe, expect, test } from "vitest";
import { lintRequest } from "../../server/review/lint-request.ts";

const COMPOSE = "services:\n  kong:\n    image: kong:3.9\n    env_file: gw.list\n";
const ENV = "KONG_DATABASE=postgress\nKONG_PG_SSL=yes\n";

/** The request that removes a file from a repository, in which the others stay. */
async function removal(path: string, text: string, files: Readonly<Record<string, string>>) {
  const lines = text.split("\n").slice(0, -1);
  const patch = [`@@ -1,${lines.length} +0,0 @@`, ...lines.map((line) => `-${line}`)].join("\n");
  const change = { path, previousPath: path, isRemoved: true, patch };
  return lintRequest([change], commitOf(files), SETTINGS);
}

const SETTINGS = { version: "1.2.3", from: "nearest", wishes: {} } as const;

function commitOf(files: Readonly<Record<string, string>>) {
  const encoder = new TextEncoder();
  return {
    entries: new Map(
      Object.entries(files).map(([name, text]) => [name, { id: name, size: text.length, isFile: true }]),
    ),
    read: async ({ id }: { readonly id: string }) => encoder.encode(files[id] ?? ""),
  };
}

/** The request that changes the first of some files from what it was, in a repository with all of them. */
async function review(path: string, before: string | undefined, files: Readonly<Record<string, string>>) {
  const now = (files[path] ?? "").split("\n").slice(0, -1);
  const was = before?.split("\n").slice(0, -1) ?? [];
  const patch = [
    `@@ -${was.length === 0 ? 0 : 1},${was.length} +1,${now.length} @@`,
    ...was.map((line) => `-${line}`),
    ...now.map((line) => `+${line}`),
  ].join("\n");
  const previousPath = before === undefined ? undefined : path;
  return lintRequest([{ path, previousPath, isRemoved: false, patch }], commitOf(files), SETTINGS);
}

const rulesOf = (findings: readonly { readonly rule: string }[]) => findings.map(({ rule }) => rule);

describe("a review", () => {
  test("follows references, and tells what a change breaks in the file on which it draws", async () => {
    const before = COMPOSE.replace("kong:3.9", "nginx");
    const { files } = await review("compose.yaml", before, { "compose.yaml": COMPOSE, "gw.list": ENV });
    expect(files.map(({ path }) => path)).toEqual(["compose.yaml", "gw.list"]);
    expect(rulesOf(files[1]?.caused ?? [])).toEqual(["schema/enum-value", "schema/boolean-value"]);
  });

  test("leaves out what was wrong before", async () => {
    const files = { "compose.yaml": COMPOSE.replace("3.9", "3.9.1"), "gw.list": ENV };
    const { files: found } = await review("compose.yaml", COMPOSE, files);
    expect(found.flatMap(({ caused }) => rulesOf(caused))).toEqual([]);
    expect(found.flatMap(({ report }) => rulesOf(report.findings))).toHaveLength(2);
  });

  test("tells each finding once where the file is changed itself", async () => {
    const files = { "kong.env": ENV, "compose.yaml": COMPOSE.replace("gw.list", "kong.env") };
    const settings = { ".kong-lint.json": '{"rules": {"syntax/*": "off"}}' };
    const { files: found } = await review("kong.env", undefined, { ...files, ...settings });
    expect(found.flatMap(({ report }) => rulesOf(report.findings))).toEqual([
      "schema/enum-value",
      "schema/boolean-value",
    ]);
  });

  test("says once that a reference leads out of the repository", async () => {
    const compose = COMPOSE.replace("gw.list", "~/gw.env");
    const { notes } = await review("compose.yaml", undefined, { "compose.yaml": compose });
    expect(notes).toEqual([
      "`compose.yaml` refers to `~/gw.env`, which is outside of the repository and is not read.",
    ]);
  });

  test("reads the format that the settings name, and not what they switch off", async () => {
    const settings = { ".kong-lint.json": '{"formats": {"*.list": "dotenv", "old.*": "off"}}' };
    const files = { "gw.list": ENV, ...settings };
    expect((await review("gw.list", undefined, files)).files.map(({ path }) => path)).toEqual(["gw.list"]);
    const off = { "old.env": ENV, ...settings };
    expect((await review("old.env", undefined, off)).files).toEqual([]);
  });

  test("tells what a change breaks in files that draw on it, wherever they are, and nothing else of these", async () => {
    const compose = `${COMPOSE.replace("gw.list", "../config/gw.list")}    environment:\n      KONG_LOG_LEVEL: verbose\n      KONG_PG_HOST: db\n`;
    const others = {
      "deploy/compose.yaml": compose,
      "other/compose.yaml": COMPOSE.replace("3.9", "3.9\n    environment: {KONG_PREFIX: [a]}"),
    };
    const files = { "config/gw.list": "KONG_DATABASE=off\n", ...others };
    const { files: found } = await review("config/gw.list", "KONG_DATABASE=postgres\n", files);
    const caused = found.flatMap(({ path, caused: each }) => each.map(({ rule }) => `${path} ${rule}`));
    expect(caused).toContain("deploy/compose.yaml datastore/unused-connection");
    expect(caused).not.toContain("deploy/compose.yaml schema/enum-value");
    expect(caused.filter((each) => each.startsWith("other/"))).toEqual([]);
  });

  test("tells that a file which it removes is still needed", async () => {
    const { files } = await removal("gw.list", ENV, { "compose.yaml": COMPOSE });
    expect(files.flatMap(({ path, caused }) => caused.map(({ rule }) => `${path} ${rule}`))).toEqual([
      "compose.yaml formats/refused",
    ]);
    const [finding] = files[0]?.caused ?? [];
    expect(finding).toMatchObject({
      severity: "warning",
      message: "Docker Compose stops, because this change removes the file. Kong will not start.",
    });
  });

  test("says nothing of a file that git ignores from then on", async () => {
    const ignored = { "compose.yaml": COMPOSE, ".gitignore": "*.list\n" };
    expect((await removal("gw.list", ENV, ignored)).files.flatMap(({ caused }) => caused)).toEqual([]);
  });
});
