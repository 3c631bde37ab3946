import { constants, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { attempt } from "../attempt.ts";
import { FileError } from "../file-error.ts";
import { CHANGED, type Replacement } from "../replacement.ts";
import { copyWithAttributes } from "./faithful-copy.ts";
import { type NodeCalls, nodeCalls } from "./node-calls.ts";
import { ownFileName } from "./own-files.ts";
import { withSignalsHeld } from "./signals.ts";
import { targetOf } from "./target-of.ts";
import { overwrite, removeQuietly, syncFolder } from "./write-bytes.ts";
import { writeInPlace } from "./write-in-place.ts";

/** A replacement whose new content is on the disk where that is possible. */
interface Staged {
  readonly replacement: Replacement;
  readonly target: string;
  readonly stats: Stats;
  /** The file that takes the place of the target; undefined for a target that has to be written in place. */
  readonly temporary: string | undefined;
}

/**
 * Gives files a new content. Every new content is on the disk before the first file is replaced, and no signal stops this in the
 * middle.
 * @throws FileError where a file is not a regular one, may not be written or changed since it was read
 */
export async function replaceFiles(
  replacements: readonly Replacement[],
  calls: NodeCalls = nodeCalls,
): Promise<void> {
  await withSignalsHeld(() => {
    const staged: Staged[] = [];
    try {
      for (const replacement of replacements)
        staged.push(attempt(replacement.path, () => stage(replacement, calls)));
      for (const each of staged) attempt(each.replacement.path, () => commit(each, calls));
    } finally {
      for (const { temporary } of staged) if (temporary !== undefined) removeQuietly(temporary, calls);
    }
  });
}

function stage(replacement: Replacement, calls: NodeCalls): Staged {
  const target = targetOf(replacement.path);
  const stats = calls.statSync(target);
  if (!stats.isFile()) throw new FileError(replacement.path, "is not a regular file");
  calls.accessSync(target, constants.W_OK);
  checkUnchanged(replacement, target, calls);
  return { replacement, target, stats, temporary: stageBeside(replacement, target, stats, calls) };
}

function stageBeside(
  { content }: Replacement,
  target: string,
  stats: Stats,
  calls: NodeCalls,
): string | undefined {
  // The other names of a file would keep the old content.
  if (stats.nlink > 1) return undefined;
  const temporary = join(dirname(target), ownFileName("tmp", calls));
  try {
    if (!copyWithAttributes(target, temporary, stats, calls)) return undefined;
    overwrite(temporary, content, calls);
    // Writing takes away the bits of another user's rights.
    if (calls.statSync(temporary).mode !== stats.mode) calls.chmodSync(temporary, stats.mode & 0o7777);
    return temporary;
  } catch (error) {
    removeQuietly(temporary, calls);
    throw error;
  }
}

function commit({ replacement, target, temporary }: Staged, calls: NodeCalls): void {
  checkUnchanged(replacement, target, calls);
  if (temporary === undefined || !renamed(temporary, target, calls)) writeInPlace(target, replacement, calls);
  syncFolder(dirname(target), calls);
}

/** False for a file that is a mount of its own, as a container has them: it can be written, but not replaced. */
function renamed(temporary: string, target: string, calls: NodeCalls): boolean {
  try {
    calls.renameSync(temporary, target);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EBUSY" || code === "EXDEV") return false;
    throw error;
  }
}

function checkUnchanged({ path, before }: Replacement, target: string, calls: NodeCalls): void {
  if (!Buffer.from(calls.readFileSync(target)).equals(before)) throw new FileError(path, CHANGED);
}
