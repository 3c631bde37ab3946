/**
 * Collects what the published versions of Kong's Helm charts do about Kong's variables: which they set, when and to what, and the values
 * that this depends on. It reads templates and runs none; it reaches no network, and keeps no line of a template.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { collectCharts } from "./charts/collect-charts.ts";
import { formatChartFacts } from "./charts/format-chart-facts.ts";

const USAGE = `usage: npm run charts:collect -- DIR [--check]

  DIR      the repository of Kong's charts with its tags: a checkout or a git directory
  --check  say whether the committed facts are those of DIR, and write nothing`;

const FACTS = fileURLToPath(new URL("../schemas/charts/kong-chart.json", import.meta.url));

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined || flags.some((flag) => flag !== "--check")) fail(USAGE);
if (!existsSync(folder)) fail(`${folder}: there is no such folder`);
const facts = collectCharts(folder);
if (facts.versions.length === 0) fail(`${folder}: there are no tags such as kong-3.4.1`);
const text = formatChartFacts(facts);
const summary = `${facts.versions.length} versions of the chart, ${facts.variables.length} variables, ${text.length} bytes`;
if (flags.length === 0) {
  writeFileSync(FACTS, text);
  console.log(summary);
} else if (existsSync(FACTS) && readFileSync(FACTS, "utf8") === text) {
  console.log(`${summary}: as committed`);
} else {
  fail(`${summary}: not as committed`);
}
