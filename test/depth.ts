import { test } from "vitest";

/**
 * How much a test tries. The quick suite tries a tenth of the random texts and of the collected files, and leaves out what
 * takes seconds by itself. `npm run test:properties` runs every test file that uses this module again, and tries all of it.
 */
const isWhole = process.env.KONG_LINT_DEPTH === "whole";

/** A number of random texts, lines, files: a tenth of it in the quick suite. */
export function amount(whole: number): number {
  return isWhole ? whole : Math.ceil(whole / 10);
}

/** Every tenth item in the quick suite. */
export function sample<T>(whole: readonly T[]): readonly T[] {
  return isWhole ? whole : whole.filter((_, index) => index % 10 === 0);
}

/** A test that takes seconds, or starts processes, in a file of which the other tests are quick. */
export const deep = test.runIf(isWhole);
