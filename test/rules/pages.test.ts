import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { overlaps } from "../../grammar/text/span.ts";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { findingLines, fixExample, runExample } from "./run-example.ts";

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const page = parseRulePage(readFileSync(new URL(`../../server/rules/${id}.md`, import.meta.url), "utf8"));

  test("has a page of its own with a bad, a good and a silent example", () => {
    expect(page.id).toBe(id);
    expect(page.introduction).not.toBe("");
    expect([...page.sections.keys()]).toEqual(
      expect.arrayContaining(["Why it matters", "Examples", "Releases", "What Kong does", "Sources"]),
    );
    expect(new Set(page.examples.map((example) => example.kind))).toEqual(new Set(["bad", "good", "silent"]));
  });

  for (const [index, example] of page.examples.entries()) {
    const name = `${example.kind} ${index + 1} ${example.title}`.trim();

    test(`${name}: the findings are those of the page`, async () => {
      const analysis = await runExample(example, rule);
      const found = findingLines(analysis, id);
      expect(found).toEqual(example.expected.map(({ range, severity }) => `${range} ${severity}`));
      if (example.kind === "bad") expect(found.length).toBeGreaterThan(0);
      else expect(found).toEqual([]);
      const own = analysis.report.findings.filter((finding) => finding.rule === id);
      for (const [at, { words }] of example.expected.entries())
        expect(own[at]?.message ?? "").toContain(words);
      expect(analysis.report.brokenRules).toEqual([]);
    });

    test(`${name}: no two rules report the same characters`, async () => {
      const { report } = await runExample(example, rule);
      const clashes = report.findings.flatMap((a, at) =>
        report.findings
          .slice(at + 1)
          .filter((b) => a.rule !== b.rule && overlaps(a.span, b.span))
          .map((b) => `${a.rule} + ${b.rule} at ${a.start.line + 1}:${a.start.character + 1}`),
      );
      // `with=` names rules that have a reason of their own for the same characters.
      const allowed = (example.attributes.with ?? "").split(",");
      expect(
        clashes.filter((clash) => !allowed.some((other) => other !== "" && clash.includes(other))),
      ).toEqual([]);
    });

    if (example.kind === "good") {
      test(`${name}: nothing is wrong with it`, async () => {
        const { report } = await runExample(example, rule);
        expect(
          report.findings.filter((finding) => finding.severity === "error").map((finding) => finding.rule),
        ).toEqual([]);
      });
    }

    const { fixed } = example;
    if (fixed !== undefined) {
      test(`${name}: the fix gives the text of the page, and nothing is left to report`, async () => {
        const text = await fixExample(example, rule, fixed.attributes.fix === "unsafe");
        expect(text).toBe(fixed.text);
        const after = await runExample({ ...example, text }, rule);
        expect(findingLines(after, id)).toEqual(
          // A blank would end the attribute: `left=2:1-2:5_error`.
          fixed.attributes.left === undefined ? [] : fixed.attributes.left.replaceAll("_", " ").split(","),
        );
      });
    }
  }
});
