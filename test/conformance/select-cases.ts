/**
 * Chooses the cases of the repository from a folder with all of them: for every version the same number, spread over
 * the classes and within each class over its cases. The choice depends on nothing but the cases.
 * Usage: npx tsx test/conformance/select-cases.ts <folder>
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { ConformanceCase } from "./case.ts";
import { readCases } from "./read-cases.ts";

const perVersion = 250;

const target = join(dirname(fileURLToPath(import.meta.url)), "cases");

/** Takes one case of each class in turn until there are enough. */
function choose(cases: readonly ConformanceCase[]): ConformanceCase[] {
  const queues = [...classesOf(cases).values()].map(spread);
  const chosen: ConformanceCase[] = [];
  for (let round = 0; chosen.length < perVersion && queues.some((queue) => round < queue.length); round++)
    for (const queue of queues) {
      const next = queue[round];
      if (next !== undefined && chosen.length < perVersion) chosen.push(next);
    }
  return chosen;
}

function classesOf(cases: readonly ConformanceCase[]): Map<string, ConformanceCase[]> {
  const classes = new Map<string, ConformanceCase[]>();
  for (const conformanceCase of cases)
    classes.set(conformanceCase.class, [...(classes.get(conformanceCase.class) ?? []), conformanceCase]);
  return classes;
}

/** The cases of a class in an order of which every beginning covers the whole: by steps of the golden section. */
function spread(cases: readonly ConformanceCase[]): ConformanceCase[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const rank = cases.map((_, index) => (index * golden) % 1);
  return cases
    .map((conformanceCase, index) => ({ conformanceCase, rank: rank[index] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ conformanceCase }) => conformanceCase);
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("name the folder with all cases");
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl.gz"))
  .sort()) {
  const chosen = choose(readCases(join(folder, name)));
  const lines = chosen.map((conformanceCase) => `${JSON.stringify(conformanceCase)}\n`).join("");
  writeFileSync(join(target, name), gzipSync(lines, { level: 9 }));
}
