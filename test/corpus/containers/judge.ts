import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CorpusCopy, copyCorpus, DOCKER } from "./corpus-files.ts";
import { countsOf, drawn } from "./draw.ts";
import { type CorpusFinding, findingsIn, type JudgedFinding, judgmentsOf } from "./errors.ts";

/** Tables of errors, with the kinds of files whose errors are all in it. */
const TABLES: readonly (readonly [string, readonly string[]])[] = [
  ["docker-family", DOCKER],
  ["helm", ["helm-values", "helm-release", "terraform"]],
  ["kubernetes", ["kubernetes", "kgo", "systemd", "ecs", "nomad"]],
];

/** The sample of findings about the deployment. */
const SEED = 20;
const SAMPLE = 60;

/**
 * Compares what kong-lint reports on all files of the corpus with the tables of judgments, and prints how they agree.
 * @returns the tables that do not agree
 */
export async function judge(folder: string): Promise<readonly string[]> {
  const copy: CorpusCopy = copyCorpus(folder);
  try {
    const findings = await findingsIn(copy);
    const faults = TABLES.filter(([table, formats]) => {
      const errors = findings.filter(
        ({ severity, format }) => severity === "error" && formats.includes(format),
      );
      return !isJudged(`errors of ${table}`, table, errors, errors);
    }).map(([table]) => table);
    const deployment = findings.filter(({ rule }) => rule.startsWith("deployment/"));
    const sample = drawn(deployment, SEED, SAMPLE);
    const isSampled = isJudged("deployment", "deployment", sample, deployment);
    const counts = countsOf(deployment);
    console.log(`deployment ${deployment.length} findings: ${counts}`);
    const isCounted = readFileSync(pathOf("deployment"), "utf8").includes(counts);
    if (!isCounted) console.log("  the table has other counts");
    return isSampled && isCounted ? faults : [...faults, "deployment"];
  } finally {
    copy.remove();
  }
}

function isJudged(
  title: string,
  table: string,
  wanted: readonly CorpusFinding[],
  all: readonly CorpusFinding[],
): boolean {
  const { unjudged, wrong, gone } = judgmentsOf(wanted, pathOf(table), all);
  console.log(
    `${title}: ${wanted.length}, ${unjudged.length} of them not judged, ${wrong.length} false, ${gone.length} rows without one`,
  );
  for (const finding of unjudged) console.log(`  ${describe(finding)} ${finding.message}`);
  for (const row of [...wrong, ...gone]) console.log(`  ${describe(row)}`);
  return unjudged.length + wrong.length + gone.length === 0;
}

function describe({ file, line, rule }: JudgedFinding): string {
  return `${file}:${line} ${rule}`;
}

function pathOf(table: string): string {
  return fileURLToPath(new URL(`../judged/${table}.md`, import.meta.url));
}
