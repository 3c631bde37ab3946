import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { kongLint } from "../cli/run-cli.ts";
import { type Files, gitFolder } from "../review/git-folder.ts";
import { review } from "../review/scenario.ts";
import { STORIES } from "../review/scenarios.ts";

const root = join(import.meta.dirname, "..", "fixtures", "changes");
const FIXTURES = [
  "release-3.4-to-3.9",
  "chart-2.26-to-2.38",
  "listener-lost",
  "comments-only",
  "release-0.33-to-0.34",
];

/** The files of a folder by their paths below it. */
function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")];
      }),
  );
}

describe.each(FIXTURES)("%s", (name) => {
  const before = filesIn(join(root, name, "before"));
  const after = filesIn(join(root, name, "after"));

  test("diff --since looks as the golden file shows it", async () => {
    const folder = gitFolder(before);
    folder.commit(after);
    const { code, stdout, stderr } = await kongLint(folder.path, [
      "diff",
      "--since",
      "main",
      "--format",
      "markdown",
    ]);
    expect(stderr).toBe("");
    expect(code).toBe(name === "comments-only" ? 0 : 1);
    await expect(stdout).toMatchFileSnapshot(`../golden/diff/${name}.md`);
  });

  test("on a terminal it looks as the golden file shows it", async () => {
    const folder = gitFolder(before);
    folder.commit(after);
    const { stdout } = await kongLint(folder.path, ["diff", "--since", "main", "--no-color"], {
      columns: 100,
    });
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    await expect(stdout).toMatchFileSnapshot(`../golden/diff/${name}.txt`);
  });

  test.each(STORIES)("the summary of a review at %s says the same", async (_, start) => {
    const scenario = await start();
    scenario.startFrom(before);
    scenario.push(after);
    await review(scenario);
    const [summary = ""] = scenario.summaries();
    const golden = readFileSync(join(import.meta.dirname, "..", "golden", "diff", `${name}.md`), "utf8");
    // In a request the lines are links.
    const plain = summary.replaceAll(/\[([^\]]*)\]\(https?:[^)]*\)/g, "$1");
    expect(plain).toContain(golden.trimEnd());
    if (_ !== STORIES[0]?.[0]) return;
    await expect(summary.replaceAll(scenario.fake.head, "HEAD")).toMatchFileSnapshot(
      `../golden/review/changes-${name}.md`,
    );
  });
});
