import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MARK } from "../../tools/new-rule/templates.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const ID = "performance/few-workers";

/** A copy of the repository. */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "kong-lint-new-rule-"));
  for (const entry of readdirSync(root))
    if (![".git", "dist", "node_modules"].includes(entry))
      cpSync(join(root, entry), join(copy, entry), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(tool: string, ...words: readonly string[]) {
  const [file = "", ...given] = [join(copy, "node_modules", tool), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...given], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  return { status, output: stdout + stderr };
}

function newRule(...words: readonly string[]) {
  return run("tsx/dist/cli.mjs", "tools/new-rule.ts", ...words);
}

function fillIn(path: string, ...texts: readonly (readonly [mark: string, text: string])[]): void {
  const file = join(copy, "server/rules", path);
  let content = readFileSync(file, "utf8");
  for (const [mark, text] of texts) {
    expect(content).toContain(`${MARK}: ${mark}`);
    content = content.replaceAll(`${MARK}: ${mark}`, text);
  }
  // The rest is text that no test looks at.
  writeFileSync(file, content.replaceAll(MARK, "A text"));
}

describe("npm run new:rule", () => {
  test.each([
    [[], "usage: npm run new:rule -- <group>/<name>"],
    [["schema/a", "schema/b"], "usage: npm run new:rule -- <group>/<name>"],
    [["schema/Loud"], "schema/Loud is not the id of a rule"],
    [["../schema/loud"], "../schema/loud is not the id of a rule"],
    [["support/loud"], "there is no group support: choose one of cluster, "],
    [["schema/node-id"], "server/rules/schema/node-id.ts exists: choose another name"],
  ])("refuses %j in one line", (words, line) => {
    const { status, output } = newRule(...words);
    expect(status).toBe(2);
    expect(output).toContain(line);
    expect(output.trim().split("\n")).toHaveLength(1);
  });

  test("writes a rule and a page that compile at once, and pass the page test once they are filled in", () => {
    expect(newRule(ID)).toMatchObject({ status: 0, output: expect.stringContaining(ID) });
    expect(["ts", "md"].map((end) => existsSync(join(copy, `server/rules/${ID}.${end}`)))).toEqual([
      true,
      true,
    ]);
    expect(readFileSync(join(copy, "server/rules/registry.ts"), "utf8")).toContain(`id: "${ID}"`);
    expect(run("typescript/bin/tsc", "--noEmit").output).not.toContain(ID);
    fillIn(`${ID}.ts`, ["the property", "nginx_worker_processes"], ["the wrong value", "3"]);
    fillIn(
      `${ID}.md`,
      ["the property", "nginx_worker_processes"],
      ["the wrong value", "3"],
      ["a right value", "auto"],
    );
    const page = join(copy, "server/rules", `${ID}.md`);
    const text = readFileSync(page, "utf8");
    writeFileSync(page, text.replace("findings=warning@1:1-1:2", "findings=warning@1:26-1:27"));
    expect(run("tsx/dist/cli.mjs", "tools/generate.ts")).toMatchObject({ status: 0 });
    const { status, output } = run("vitest/vitest.mjs", "run", "test/rules/pages.test.ts", "-t", `${ID} `);
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringMatching(/Tests +\d+ passed/),
    });
  });
});
