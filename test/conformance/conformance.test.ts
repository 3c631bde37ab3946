import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCases } from "./read-cases.ts";
import { sumTallies, tallyCases } from "./tally.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "cases");
const files = readdirSync(folder).filter((name) => name.endsWith(".gz"));

describe("the loader agrees with Kong's own", () => {
  test.each(files)("%s", (file) => {
    const { tallies, mismatches } = tallyCases(readCases(join(folder, file)));
    expect(mismatches.filter(({ kind }) => kind !== "blame")).toEqual([]);
    const { verdicts, values, blame } = sumTallies(Object.values(tallies));
    expect(verdicts.total).toBeGreaterThanOrEqual(200);
    expect(values.total).toBeGreaterThan(0);
    expect(blame.agreed / blame.total).toBeGreaterThanOrEqual(0.96);
  });

  test("on whom it blames in 99 of 100 refusals", () => {
    const results = files.map((file) => tallyCases(readCases(join(folder, file))));
    const { blame } = sumTallies(results.flatMap(({ tallies }) => Object.values(tallies)));
    expect(blame.agreed / blame.total).toBeGreaterThanOrEqual(0.99);
  });
});
