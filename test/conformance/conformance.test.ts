import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";
import { sumTallies, tallyCases } from "./tally.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "cases");
const files = readdirSync(folder).filter((name) => name.endsWith(".gz"));

/** Each file is loaded once; all tests share what came of it. */
const tallied = new Map<string, ReturnType<typeof tallyCases>>();
function tally(file: string): ReturnType<typeof tallyCases> {
  const known = tallied.get(file) ?? tallyCases(readCases(join(folder, file)));
  tallied.set(file, known);
  return known;
}

describe("the loader agrees with Kong's own", () => {
  test.each(files)("%s", (file) => {
    const { tallies, mismatches } = tally(file);
    expect(mismatches.filter(({ kind }) => kind !== "blame")).toEqual([]);
    const { verdicts, values, blame } = sumTallies(Object.values(tallies));
    expect(verdicts.total).toBeGreaterThanOrEqual(200);
    expect(values.total).toBeGreaterThan(0);
    expect(blame.agreed / blame.total).toBeGreaterThanOrEqual(0.96);
  });

  test("on whom it blames in 99 of 100 refusals", () => {
    const results = files.map(tally);
    const { blame } = sumTallies(results.flatMap(({ tallies }) => Object.values(tallies)));
    expect(blame.agreed / blame.total).toBeGreaterThanOrEqual(0.99);
  });
});
