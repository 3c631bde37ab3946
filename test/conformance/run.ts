/**
 * Compares the loader with what Kong's own loader said.
 * Usage: npm run conformance -- [folder or file …]   (without any: the cases of the repository)
 * Ends with 0 only if verdicts and values agree in every case.
 */
import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { compareVersions } from "../../schemas/release.ts";
import { type FileResult, formatTally, type Mismatch, sumTallies, type Tally } from "./tally.ts";

/** Mismatches printed of each kind. */
const shown = Number(process.env.CONFORMANCE_SHOWN ?? 5);

const here = dirname(fileURLToPath(import.meta.url));

function caseFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => /\.jsonl(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** Runs the files over as many threads as there are processors, the largest first. */
async function runFiles(files: readonly string[]): Promise<FileResult[]> {
  const queue = [...files].sort((a, b) => statSync(b).size - statSync(a).size);
  const threads = Math.min(queue.length, availableParallelism());
  const results: FileResult[] = [];
  await Promise.all(Array.from({ length: threads }, () => workOff(queue, results)));
  return results;
}

function workOff(queue: string[], results: FileResult[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./start-worker.mjs", import.meta.url));
    const next = () => {
      const file = queue.shift();
      if (file === undefined) worker.terminate().then(() => resolve(), reject);
      else worker.postMessage(file);
    };
    worker.on("message", (result: FileResult) => {
      results.push(result);
      next();
    });
    worker.on("error", reject);
    next();
  });
}

function report(results: readonly FileResult[]): boolean {
  const byVersion = new Map<string, Tally[]>();
  for (const { tallies } of results)
    for (const [version, tally] of Object.entries(tallies))
      byVersion.set(version, [...(byVersion.get(version) ?? []), tally]);
  for (const version of [...byVersion.keys()].sort(compareVersions))
    console.log(`${version.padEnd(8)}${formatTally(sumTallies(byVersion.get(version) ?? []))}`);
  const total = sumTallies([...byVersion.values()].flat());
  printMismatches(results.flatMap(({ mismatches }) => mismatches));
  console.log(`${"total".padEnd(8)}${formatTally(total)}`);
  return total.verdicts.agreed === total.verdicts.total && total.values.agreed === total.values.total;
}

function printMismatches(mismatches: readonly Mismatch[]): void {
  const ordered = [...mismatches].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  for (const kind of ["verdict", "values", "blame"] as const) {
    const some = ordered.filter((mismatch) => mismatch.kind === kind);
    if (some.length === 0) continue;
    console.log(`\n${kind}: ${some.length} differ${some.length > shown ? `, the first ${shown}` : ""}`);
    for (const { id, input, kong, ours } of some.slice(0, shown))
      console.log(`  ${id}  ${input}\n    Kong ${kong}\n    kong-lint ${ours}`);
    console.log("");
  }
}

const paths = process.argv.slice(2);
const files = (paths.length > 0 ? paths : [join(here, "cases")]).flatMap(caseFiles);
if (files.length === 0) {
  console.error("no case files found");
  process.exitCode = 1;
} else process.exitCode = report(await runFiles(files)) ? 0 : 1;
