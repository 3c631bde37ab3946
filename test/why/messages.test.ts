import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rulePages } from "../../server/rules/rule-pages.ts";
import { messages } from "../../server/why/messages.ts";
import type { WhyReport } from "../../server/why/why-report.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { CASES } from "./message-table.ts";

describe("a message of a log leads to the line that causes it", () => {
  test.each(CASES)("$log", async ({ log, id, files = {}, cause, page }) => {
    const folder = folderWith({ ...files, "gateway.log": `starting up\n${log}\n` });
    const { code, stdout } = await kongLint(folder, ["why", "gateway.log", "--format", "json"]);
    const report: WhyReport = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(report.messages.map((each) => `${each.id}@${each.line}`)).toEqual([`${id}@2`]);
    const [message] = report.messages;
    const [first] = message?.causes ?? [];
    const found = first && `${first.path}:${first.line}${first.rule === null ? "" : ` ${first.rule}`}`;
    if (cause === undefined) expect(found).toBeUndefined();
    // A rule that comes later may explain the same line better.
    else if (cause.includes(" ")) expect(found).toBe(cause);
    else expect(found?.split(" ")[0]).toBe(cause);
    expect(message?.page?.replace(/^.*\/|\.md$/g, "")).toBe(page);
  });
});

test("rules and pages that messages name exist, and ids are unique", () => {
  const rules = messages.flatMap((each) => each.rules).filter((id) => !Object.hasOwn(rulePages, id));
  expect(rules).toEqual([]);
  const pages = messages.flatMap(({ page }) => (page === undefined ? [] : [page]));
  const pathOf = (page: string) => fileURLToPath(new URL(`../../docs/errors/${page}.md`, import.meta.url));
  expect(pages.filter((page) => !existsSync(pathOf(page)))).toEqual([]);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
});

test("placeholders in explanations are groups of the pattern", () => {
  const wrong = messages.filter(({ means, pattern }) =>
    [...means.matchAll(/\{(\w+)\}/g)].some(([, name]) => !pattern.source.includes(`(?<${name}>`)),
  );
  expect(wrong.map(({ id }) => id)).toEqual([]);
});
