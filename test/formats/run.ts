/**
 * Compares the environments that the formats make with those that the real tools made.
 * Usage: npm run formats -- [-v] [folder …] [--corpus folder]   (without a folder: the cases of the repository)
 * Ends with 0 only if every environment agrees. With `--corpus` it says how many settings of real files arrive as text.
 */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { reachOf, reachTable, shareOf } from "../corpus/reach/reach.ts";
import { CASE_KINDS } from "./case-kinds.ts";
import { readCases } from "./read-cases.ts";

const here = dirname(fileURLToPath(import.meta.url));

function caseFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.jsonl(?:\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Runs the cases of a file and prints what differs; undefined where no format of that name is there yet. */
function runFile(
  path: string,
  verbose: boolean,
): { readonly agreed: number; readonly all: number } | undefined {
  const kind = CASE_KINDS[basename(path).replace(/\.jsonl(?:\.gz)?$/, "")];
  if (kind === undefined) return undefined;
  let agreed = 0;
  let all = 0;
  for (const each of readCases(path)) {
    for (const verdict of kind(each)) {
      all++;
      if (verdict.agrees) agreed++;
      else if (verbose) {
        console.log(`✖ ${each.id} ${verdict.label}`);
        console.log(`  expected ${JSON.stringify(verdict.expected)}`);
        console.log(`  actual   ${JSON.stringify(verdict.actual)}`);
        for (const problem of verdict.problems) console.log(`  ${problem}`);
      }
    }
  }
  return { agreed, all };
}

async function main(args: readonly string[]): Promise<void> {
  const verbose = args.includes("-v");
  const flag = args.indexOf("--corpus");
  const corpus = flag < 0 ? undefined : args[flag + 1];
  const folders = args.filter((arg, index) => !arg.startsWith("-") && (flag < 0 || index !== flag + 1));
  const files = (folders.length === 0 && corpus === undefined ? [join(here, "cases")] : folders).flatMap(
    caseFiles,
  );
  if (folders.length > 0 && files.length === 0) console.error("no cases are in these folders");
  let isWhole = folders.length === 0 || files.length > 0;
  for (const path of files) {
    const name = basename(path).replace(/\.jsonl(?:\.gz)?$/, "");
    const tally = runFile(path, verbose);
    if (tally === undefined) {
      console.log(`${name.padEnd(12)}no format yet`);
      continue;
    }
    isWhole &&= tally.agreed === tally.all;
    console.log(`${name.padEnd(12)}environments ${tally.agreed}/${tally.all}`);
  }
  if (corpus !== undefined) {
    const reach = await reachOf(corpus);
    for (const line of reachTable(reach)) console.log(line);
    isWhole &&= reach.every(
      ({ asText, missing, unfound }) => shareOf(asText, missing.length) >= 0.95 && unfound.length === 0,
    );
  }
  process.exitCode = isWhole ? 0 : 1;
}

await main(process.argv.slice(2));
