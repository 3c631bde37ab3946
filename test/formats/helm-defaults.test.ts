import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Environment, FormatCase } from "./case-kinds.ts";
import { environmentOf } from "./judge-case.ts";
import { link, unitIn } from "./project.ts";
import { readCases } from "./read-cases.ts";

const cases = readCases(fileURLToPath(new URL(join("cases", "helm.jsonl.gz"), import.meta.url)));

/** The measured cases whose values change no variable of Kong, so that they tell what the chart's own values make. */
const unchanged = cases.filter(
  ({ env, changed_against_defaults: changed }) =>
    env !== null && changed !== undefined && changed !== null && !Object.keys(changed).some(isKongs),
);

describe("the own values of a chart", () => {
  it("are measured for ten versions at least", () => {
    expect(new Set(unchanged.map(({ chart }) => chart)).size).toBeGreaterThanOrEqual(10);
  });

  it.each(unchanged.map((each) => [each.chart ?? "", each.id, each] as const))(
    "%s makes the variables that Helm makes (%s)",
    (chart, _, each) => {
      expect(environmentOf(unitIn(link({ "values.yaml": "" }, { chart })))).toEqual(measured(each));
    },
  );
});

function measured({ env }: FormatCase): Environment {
  return Object.fromEntries(Object.entries(env ?? {}).filter(([name]) => isKongs(name)));
}

function isKongs(name: string): boolean {
  return name.startsWith("KONG_");
}
