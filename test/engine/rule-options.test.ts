import { describe, expect, test } from "vitest";
import { catalogFor } from "../../schemas/catalog.ts";
import { activeRules } from "../../server/engine/active-rules.ts";
import { defineRule, type Rule } from "../../server/findings/rule.ts";

const RULE: Rule = {
  id: "t/options",
  ...defineRule({
    summary: "A rule with an option of each type",
    severity: "hint",
    options: {
      strict: { type: "boolean", description: "d", default: false },
      least: { type: "integer", description: "d", default: 3 },
      word: { type: "string", description: "d", default: "on" },
      names: { type: "array", description: "d", default: ["a"] },
    },
    check({ options }) {
      // These lines are the test of the types: tsc refuses them where an option has another type.
      options.strict satisfies boolean;
      options.least satisfies number;
      options.word satisfies string;
      options.names satisfies readonly string[];
      // @ts-expect-error The rule declares no such option.
      options.other;
    },
  }),
};

defineRule({
  summary: "A rule without options",
  severity: "hint",
  check({ options }) {
    // @ts-expect-error The rule declares no option at all.
    options.other;
  },
});

defineRule({
  summary: "A default of another type",
  severity: "hint",
  // @ts-expect-error The default of a boolean is a boolean.
  options: { strict: { type: "boolean", description: "d", default: "yes" } },
});

function optionsWith(own: Readonly<Record<string, unknown>>) {
  const catalog = catalogFor({ edition: "oss", version: "3.9.3" });
  return activeRules([RULE], catalog, { options: new Map([[RULE.id, own]]) })[0]?.options;
}

const DEFAULTS = { strict: false, least: 3, word: "on", names: ["a"] };

describe("the options of a rule", () => {
  test("are the defaults where settings say nothing, and what settings say where they do", () => {
    expect(optionsWith({})).toEqual(DEFAULTS);
    const own = { strict: true, least: 1, word: "off", names: [] };
    expect(optionsWith(own)).toEqual(own);
  });

  test.each([
    { strict: "true" },
    { least: "5" },
    { least: 1.5 },
    { word: 1 },
    { names: "a" },
    { names: [1] },
    { other: true },
  ])("have the declared types whatever is given: %o", (own) => {
    expect(optionsWith(own)).toEqual(DEFAULTS);
  });
});
