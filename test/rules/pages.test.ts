import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { overlaps } from "../../grammar/text/span.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import { parseRulePage, type RuleExample } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { exampleMessages, withMessages } from "../../tools/rule-pages/example-messages.ts";
import { findingLines, fixExample, runExample } from "../../tools/rule-pages/run-example.ts";
import { fixProblems } from "./fix-problems.ts";

/** Rules that have a reason of their own for the same characters, as `with=` of an example names them. */
function allowedWith(example: RuleExample): readonly string[] {
  return (example.attributes.with ?? "").split(",").filter((name) => name !== "");
}

function clashesOf({ report }: Analysis): readonly string[] {
  return report.findings.flatMap((a, at) =>
    report.findings
      .slice(at + 1)
      .filter((b) => a.rule !== b.rule && overlaps(a.span, b.span))
      .map((b) => `${a.rule} + ${b.rule} at ${a.start.line + 1}:${a.start.character + 1}`),
  );
}

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
    // Every example is linted once; the tests about it share the result.
    let linted: Promise<Analysis> | undefined;
    const analysisOf = () => {
      linted ??= runExample(example, rule);
      return linted;
    };

    test(`${name}: the findings are those of the page`, async () => {
      const analysis = await analysisOf();
      const found = findingLines(analysis, id);
      expect(found).toEqual(example.expected);
      if (example.kind === "bad") expect(found.length).toBeGreaterThan(0);
      else expect(found).toEqual([]);
      expect(analysis.report.failedRules).toEqual([]);
    });

    test(`${name}: the page shows the messages (written by \`npm run generate\`)`, async () => {
      expect(example.messages).toBe(exampleMessages(example, await analysisOf(), id));
    });

    test(`${name}: no two rules report the same characters`, async () => {
      const allowed = allowedWith(example);
      const clashes = clashesOf(await analysisOf());
      expect(clashes.filter((clash) => !allowed.some((other) => clash.includes(other)))).toEqual([]);
    });

    if (example.kind === "good") {
      test(`${name}: nothing is wrong with it`, async () => {
        const { report } = await analysisOf();
        const errors = report.findings.filter((finding) => finding.severity === "error");
        expect(errors.map((finding) => finding.rule)).toEqual([]);
      });
    }

    if (example.kind === "bad") {
      test(`${name}: each fix removes its finding and leaves every other property as Kong read it`, async () => {
        expect(await fixProblems(example, rule, await analysisOf())).toEqual([]);
      });
    }

    const { fixed } = example;
    if (fixed !== undefined) {
      test(`${name}: the fix gives the text of the page, and nothing is left to report`, async () => {
        const unsafe = fixed.attributes.fix === "unsafe";
        const { text, analysis } = await fixExample(example, rule, await analysisOf(), unsafe);
        expect(text).toBe(fixed.text);
        expect(findingLines(analysis, id)).toEqual(fixed.left);
      });
    }
  }
});

describe("what the generator writes", () => {
  const code = "```conf release=oss@3.9.3 findings=error@1:1-1:2\na = `b`\n```\n";

  test("stands below the code of an example with findings, in place of what stood there", () => {
    for (const old of ["", "\n> **Error**: old\n", "\n> **Error**: old\n>\n> **Error**: older\n", "\n> \n"]) {
      const page = `### Bad\n\n${code}${old}\n### Fixed\n\n\`\`\`conf\n\`\`\`\n`;
      expect(withMessages(page, ["> **Error**: new"])).toBe(
        `### Bad\n\n${code}\n> **Error**: new\n\n### Fixed\n\n\`\`\`conf\n\`\`\`\n`,
      );
    }
  });

  test("goes to the example that it belongs to, past examples without findings", () => {
    const good = "```conf release=oss@3.9.3\na = b\n```\n";
    expect(withMessages(`${code}\n${good}\n${code}`, ["> 1", "> 2"])).toBe(
      `${code}\n> 1\n\n${good}\n${code}\n> 2\n`,
    );
  });
});
