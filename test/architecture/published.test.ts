import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Everything a person may copy a command from. */
const pages = execFileSync(
  "git",
  ["ls-files", "-z", "*.md", "*.yml", "*.yaml", "*.sh", "*.1", "client", "server/cli"],
  {
    cwd: root,
    encoding: "utf8",
  },
)
  .split("\0")
  .filter((path) => /\.(?:md|ya?ml|sh|1|ts)$/.test(path) && !path.startsWith("test/"));

/** Commands that get a package by its name from npm, and run it or install it. */
const BY_NAME =
  /\b(?:npx|bunx|pnpx|(?:npm|pnpm|yarn|bun)[ \t]+(?:x|exec|dlx|i|install|add))\b(?:[ \t]+-[\w-]+(?:=\S+)?)*[ \t]+["']?kong-lint(?:@[\w.^~-]+)?(?=["'\s`]|$)/m;
/** The one place: in a clone, where `npm ci` has just put the program. */
const IN_CLONE = /^npm ci && npx kong-lint /gm;

test("the search knows what it is to find", () => {
  for (const command of [
    "npx kong-lint .",
    "npx --yes kong-lint review --github",
    "npm install --global kong-lint",
    "npm i -g kong-lint@0.1.0",
    "npm exec -- kong-lint",
    "pnpm dlx kong-lint",
  ])
    expect(command.replace(" -- ", " ")).toMatch(BY_NAME);
  expect(pages).toContain("docs/ci/gitlab.yml");
});

test("no page tells anybody to run what is not published, be it by name from npm or as an action", () => {
  const wrong = pages.filter((path) => {
    const text = readFileSync(join(root, path), "utf8").replace(IN_CLONE, "");
    return (
      BY_NAME.test(text) ||
      /(?:uses:[ \t]*|repo:[ \t]*https:\/\/github\.com\/)kong-lint\/kong-lint/.test(text)
    );
  });
  expect(wrong).toEqual([]);
});

test("what is not published is called so where a person would install it", () => {
  for (const path of ["README.md", "docs/code-review.md", "docs/ci/gitlab.yml"])
    expect(readFileSync(join(root, path), "utf8")).toMatch(/\bnot published\b/);
});
