import { constants } from "node:fs";
import { dirname, join } from "node:path";
import { copyWithAttributes } from "./faithful-copy.ts";
import { type NodeCalls, nodeCalls } from "./node-calls.ts";
import { ownFileName } from "./own-files.ts";
import { targetOf } from "./target-of.ts";
import { overwrite, removeQuietly, writeNew } from "./write-bytes.ts";
import { writeInPlace } from "./write-in-place.ts";

/** Writes a report or another file that is made anew: a device or a pipe gets the content, a file holds the old one or the new. */
export function writeOutput(path: string, content: Uint8Array | string, calls: NodeCalls = nodeCalls): void {
  const target = targetOf(path);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const before = calls.statSync(target, { throwIfNoEntry: false });
  if (before !== undefined && !before.isFile()) {
    calls.writeFileSync(target, bytes);
    return;
  }
  const temporary = join(dirname(target), ownFileName("tmp", calls));
  try {
    if (before === undefined) {
      writeNew(temporary, bytes, 0o666, calls);
    } else {
      calls.accessSync(target, constants.W_OK);
      if (before.nlink > 1 || !copyWithAttributes(target, temporary, before, calls)) {
        writeInPlace(target, { before: calls.readFileSync(target), content: bytes }, calls);
        return;
      }
      overwrite(temporary, bytes, calls);
    }
    calls.renameSync(temporary, target);
  } catch (error) {
    removeQuietly(temporary, calls);
    throw error;
  }
}
