import { newestRelease } from "./known-releases.ts";
import type { Release } from "./release.ts";

/** How well a release fits the names of a document. */
export interface ReleaseFit {
  readonly release: Release;
  /** From 0, a guess, to 1, certain. */
  readonly confidence: number;
  /** The names that decided it. */
  readonly decidedBy: readonly string[];
}

/** The release that fits the property names of a document best; the newest among equals. */
export function inferRelease(_names: Iterable<string>): ReleaseFit {
  return { release: newestRelease("oss"), confidence: 0, decidedBy: [] };
}
