import { dirname, join } from "node:path";
import type { KeptCopy } from "../replacement.ts";
import { type NodeCalls, nodeCalls } from "./node-calls.ts";
import { isAbandoned, readOwnFileName } from "./own-files.ts";
import { targetOf } from "./target-of.ts";
import { overwrite, removeQuietly } from "./write-bytes.ts";
import { type Journal, readJournal } from "./write-in-place.ts";

/**
 * Ends what a run that was killed began in the folders of some files. Nothing that fails here stops a run: what cannot be
 * removed stays.
 */
export function tidyFolders(paths: readonly string[], calls: NodeCalls = nodeCalls): readonly KeptCopy[] {
  const folders = new Set(paths.map(folderOf));
  return [...folders].flatMap((folder) => tidyFolder(folder, calls));
}

function folderOf(path: string): string {
  try {
    return dirname(targetOf(path));
  } catch {
    return dirname(path);
  }
}

function tidyFolder(folder: string, calls: NodeCalls): readonly KeptCopy[] {
  return namesIn(folder, calls).flatMap((name) => {
    const own = readOwnFileName(name);
    if (own === undefined) return [];
    const path = join(folder, name);
    try {
      if (!isAbandoned(own, calls.statSync(path).mtimeMs, calls)) return [];
      const kept = own.kind === "journal" ? undo(path, folder, calls) : undefined;
      if (kept !== undefined) return [kept];
    } catch {
      return [];
    }
    removeQuietly(path, calls);
    return [];
  });
}

function namesIn(folder: string, calls: NodeCalls): readonly string[] {
  try {
    return calls.readdirSync(folder);
  } catch {
    return [];
  }
}

/** Gives a file that was written half its old content back; one that somebody changed since keeps what it has. */
function undo(path: string, folder: string, calls: NodeCalls): KeptCopy | undefined {
  const journal = readJournal(path, calls);
  if (journal === undefined) return undefined;
  const target = join(folder, journal.name);
  const now = calls.readFileSync(target);
  if (isHalf(now, journal)) overwrite(target, journal.before, calls);
  else if (!now.equals(journal.before) && !now.equals(journal.content))
    return keep(path, target, journal, calls);
  return undefined;
}

/** Whether the beginning is that of the new content and the rest that of the old one. */
function isHalf(now: Buffer, { before, content }: Journal): boolean {
  if (now.equals(before) || now.equals(content)) return false;
  const longest = Math.max(before.length, content.length);
  if (now.length > longest) return false;
  let written = 0;
  while (written < now.length && now[written] === content[written]) written++;
  return now.subarray(written).equals(Buffer.from(before).subarray(written, now.length));
}

/** The old content under a name that the user sees. */
function keep(journalPath: string, target: string, { before }: Journal, calls: NodeCalls): KeptCopy {
  const copy = `${target}.before-kong-lint`;
  overwrite(journalPath, before, calls);
  calls.renameSync(journalPath, copy);
  return { of: target, copy };
}
