import { basename, dirname, join } from "node:path";
import type { NodeCalls } from "./node-calls.ts";
import { ownFileName } from "./own-files.ts";
import { overwrite, removeQuietly, syncFolder, writeNew } from "./write-bytes.ts";

/** What a run that is killed while it writes leaves for the next one. */
export interface Journal {
  /** The name of the file in the same folder. */
  readonly name: string;
  readonly before: Uint8Array;
  readonly content: Uint8Array;
}

/**
 * Writes into a file that cannot be replaced by another: one with several names, one that is mounted, one whose attributes
 * cannot be copied. Both contents are put beside it first, so that neither a full disk nor a kill loses the old one.
 */
export function writeInPlace(
  target: string,
  contents: Pick<Journal, "before" | "content">,
  calls: NodeCalls,
): void {
  const journal = writeJournal(target, contents, calls);
  try {
    overwrite(target, contents.content, calls);
  } catch (error) {
    // Where this fails too the journal stays, and the next run tries again.
    overwrite(target, contents.before, calls);
    removeQuietly(journal, calls);
    throw error;
  }
  removeQuietly(journal, calls);
}

/** The journal appears whole or not at all. It may hold secrets, so it is for its owner alone. */
function writeJournal(
  target: string,
  { before, content }: Pick<Journal, "before" | "content">,
  calls: NodeCalls,
): string {
  const folder = dirname(target);
  const temporary = join(folder, ownFileName("tmp", calls));
  const journal = join(folder, ownFileName("journal", calls));
  const text = JSON.stringify({
    name: basename(target),
    before: Buffer.from(before).toString("base64"),
    content: Buffer.from(content).toString("base64"),
  });
  try {
    writeNew(temporary, Buffer.from(text), 0o600, calls);
    calls.renameSync(temporary, journal);
  } catch (error) {
    removeQuietly(temporary, calls);
    throw error;
  }
  syncFolder(folder, calls);
  return journal;
}

/** @returns undefined for what {@link writeInPlace} did not write */
export function readJournal(path: string, calls: NodeCalls): Journal | undefined {
  try {
    const value: unknown = JSON.parse(calls.readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null) return undefined;
    const { name, before, content } = value as Record<string, unknown>;
    if (typeof name !== "string" || typeof before !== "string" || typeof content !== "string")
      return undefined;
    // A journal speaks of the folder it is in, and of no other.
    if (basename(name) !== name) return undefined;
    return { name, before: Buffer.from(before, "base64"), content: Buffer.from(content, "base64") };
  } catch {
    return undefined;
  }
}
