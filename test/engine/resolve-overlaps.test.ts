import { describe, expect, test } from "vitest";
import { resolveOverlaps } from "../../server/engine/resolve-overlaps.ts";
import type { Finding, Severity } from "../../server/findings/finding.ts";
import type { Rule } from "../../server/findings/rule.ts";
import { location, sourceId } from "../../server/model/location.ts";

/** Rules of each kind of relation; ids tell the layer. */
const RULES: readonly Rule[] = [
  rule("t/encoding", { layer: "encoding" }),
  rule("t/syntax", { layer: "syntax" }),
  rule("t/value", { layer: "value" }),
  rule("t/other-value", { layer: "value", yieldsTo: ["t/value"] }),
  rule("t/policy", { layer: "policy", beside: ["t/syntax"] }),
  rule("t/none", {}),
  rule("t/none-yields", { yieldsTo: ["t/none"] }),
];

function rule(id: string, more: Partial<Rule>): Rule {
  return { id, summary: id, severity: "error", ...more };
}

function finding(id: string, start: number, end: number, severity: Severity = "error"): Finding {
  const span = location(sourceId("kong.conf"), start, end);
  return { rule: id, severity, message: "", span, property: undefined, related: [], fixes: [], tags: [] };
}

function kept(findings: readonly Finding[], refused: readonly { start: number; end: number }[] = []) {
  const rules = new Map(RULES.map((each) => [each.id, each]));
  return resolveOverlaps(findings, rules, refused).map((each) => each.rule);
}

describe("findings on the same characters", () => {
  test("the one of the earlier layer stays", () => {
    expect(kept([finding("t/value", 0, 5), finding("t/syntax", 4, 9)])).toEqual(["t/syntax"]);
    expect(kept([finding("t/syntax", 0, 5), finding("t/encoding", 0, 1)])).toEqual(["t/encoding"]);
  });

  test("both stay on different characters", () => {
    expect(kept([finding("t/value", 0, 5), finding("t/syntax", 5, 9)])).toEqual(["t/value", "t/syntax"]);
  });

  test("both stay where the later rule stands beside the earlier one, which is so for no other", () => {
    expect(kept([finding("t/policy", 0, 5), finding("t/syntax", 0, 5)])).toEqual(["t/policy", "t/syntax"]);
    expect(kept([finding("t/policy", 0, 5), finding("t/value", 0, 5)])).toEqual(["t/value"]);
  });

  test("within a layer, and without one, only what is named gives way", () => {
    expect(kept([finding("t/value", 0, 5), finding("t/other-value", 0, 5)])).toEqual(["t/value"]);
    expect(kept([finding("t/none", 0, 5), finding("t/encoding", 0, 5)])).toEqual(["t/none", "t/encoding"]);
    expect(kept([finding("t/none", 0, 5), finding("t/none-yields", 0, 5)])).toEqual(["t/none"]);
  });

  test("a rule does not give way to itself, and findings of no rule stay", () => {
    expect(kept([finding("t/value", 0, 5), finding("t/value", 0, 5)])).toEqual(["t/value", "t/value"]);
    expect(kept([finding("internal-error", 0, 5), finding("t/syntax", 0, 5)])).toEqual([
      "internal-error",
      "t/syntax",
    ]);
  });

  test("an error on what Kong refuses gives way to an error only", () => {
    const refused = [{ start: 0, end: 5 }];
    const warning = finding("t/syntax", 0, 5, "warning");
    expect(kept([finding("t/value", 0, 5), warning], refused)).toEqual(["t/value", "t/syntax"]);
    expect(kept([finding("t/value", 0, 5), warning])).toEqual(["t/syntax"]);
    expect(kept([finding("t/value", 0, 5), finding("t/syntax", 0, 5)], refused)).toEqual(["t/syntax"]);
  });
});
