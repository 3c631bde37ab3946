import type { Commit } from "./commit.ts";

/** A commit whose contents are asked for once: a changed file is read for its text before and for its text after. */
export function rememberReads(commit: Commit): Commit {
  const known = new Map<string, Promise<Uint8Array>>();
  return {
    entries: commit.entries,
    read(entry) {
      const reading = known.get(entry.id) ?? commit.read(entry);
      known.set(entry.id, reading);
      return reading;
    },
  };
}
