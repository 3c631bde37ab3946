import type { ChartFacts } from "../../schemas/charts/chart-facts.ts";

/** The facts as the file has them: one fact a line, so that a new version of the chart is a few lines of difference. */
export function formatChartFacts(facts: ChartFacts): string {
  const { versions, defaults, traits, variables, ingress } = facts;
  const entries = (record: Readonly<Record<string, unknown>>): string =>
    Object.entries(record)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n");
  return [
    "{",
    `"versions": ${JSON.stringify(versions)},`,
    `"defaults": {\n${entries(defaults)}\n},`,
    `"traits": {\n${entries(traits)}\n},`,
    `"variables": [\n${variables.map((each) => JSON.stringify(each)).join(",\n")}\n],`,
    `"ingress": {\n"versions": ${JSON.stringify(ingress.versions)},`,
    `"defaults": {\n${entries(ingress.defaults)}\n}\n}`,
    "}",
    "",
  ].join("\n");
}
