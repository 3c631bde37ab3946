import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rulePages } from "../../server/rules/rule-pages.ts";
import type { WhyReport } from "../../server/why/why-report.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { fencesOf } from "./fences.ts";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));
const errors = readdirSync(join(docs, "errors")).filter((name) => name !== "README.md");

describe("pages about messages", () => {
  const index = readFileSync(join(docs, "errors/README.md"), "utf8");

  test("each is in the index", () => {
    expect(errors.filter((name) => !index.includes(`](${name})`))).toEqual([]);
    expect(errors.length).toBeGreaterThanOrEqual(10);
  });

  test.each(errors)(
    "%s: the example leads to the line that the page names, and to the page",
    async (name) => {
      const fences = fencesOf(readFileSync(join(docs, "errors", name), "utf8"));
      const files = fences.flatMap(({ attributes, text }) => {
        const path = attributes.get("file");
        return path === undefined ? [] : [[path, text] as const];
      });
      const logs = fences.filter(({ language }) => language === "log");
      expect(logs).toHaveLength(1);
      const folder = folderWith(Object.fromEntries(files));
      const { stdout } = await kongLint(folder, ["why", "-", "--format", "json"], {
        stdin: logs[0]?.text ?? "",
      });
      const report: WhyReport = JSON.parse(stdout);
      const [message, ...others] = report.messages;
      expect(others).toEqual([]);
      const [cause] = message?.causes ?? [];
      expect(`${cause?.path}:${cause?.line}`).toBe(logs[0]?.attributes.get("cause"));
      expect(message?.page?.endsWith(`/${name}`)).toBe(true);
    },
  );
});

describe("docs/what-people-hit.md", () => {
  const page = readFileSync(join(docs, "what-people-hit.md"), "utf8");
  const sections = page.split(/^## /m).slice(1);

  test("it has twenty troubles, the `#` in passwords first", () => {
    expect(sections).toHaveLength(20);
    expect(sections[0]).toMatch(/^1\. A `#` in a password/);
  });

  test.each(sections.map((text) => [text.split("\n")[0] ?? "", text]))("%s", async (_, text) => {
    const fences = fencesOf(text);
    expect(fences).toHaveLength(1);
    const [example] = fences;
    const [rule = "", line] = (example?.attributes.get("finding") ?? "").split("@");
    expect(text).toContain(`Rule: \`${rule}\``);
    expect(Object.keys(rulePages)).toContain(rule);
    const name = example?.attributes.get("file") ?? (example?.language === "conf" ? "kong.conf" : "kong.env");
    const folder = folderWith({ [name]: example?.text ?? "" });
    const release = example?.attributes.get("release") ?? "";
    const { stdout } = await kongLint(folder, ["--kong-version", release, "--format", "json", name]);
    const { files } = JSON.parse(stdout);
    const found = files[0].findings.map((each: { rule: string; range: { start: { line: number } } }) => [
      each.rule,
      String(each.range.start.line),
    ]);
    expect(found).toContainEqual([rule, line]);
  });
});
