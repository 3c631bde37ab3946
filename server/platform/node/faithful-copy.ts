import type { Stats } from "node:fs";
import type { NodeCalls } from "./node-calls.ts";
import { removeQuietly } from "./write-bytes.ts";

/**
 * Copies a file with its mode, owner, lists of access (ACL) and extended attributes. Node can neither read nor write the last
 * two, so the copy is made by the system's `cp`. A new file with only the mode of the old one would be open to more people than
 * the old one: the group bits of a file with an ACL are the most that the list may grant, not what the group has.
 * @returns false, and no copy, where that is not possible: on Windows, with a `cp` that knows less, for a file of another owner
 */
export function copyWithAttributes(from: string, to: string, before: Stats, calls: NodeCalls): boolean {
  const argv = copyArguments(calls.platform);
  if (argv === undefined) return false;
  if (calls.run("cp", [...argv, "--", from, to]) && isLike(to, before, calls)) return true;
  removeQuietly(to, calls);
  return false;
}

/** BusyBox knows none of the long options, and ends with an error then. */
function copyArguments(platform: string): readonly string[] | undefined {
  switch (platform) {
    case "linux":
      return ["--preserve=all", "--no-dereference", "--no-target-directory"];
    case "darwin":
      return ["-p"];
    default:
      return undefined;
  }
}

function isLike(copy: string, before: Stats, calls: NodeCalls): boolean {
  const { uid, gid, mode } = calls.statSync(copy);
  return uid === before.uid && gid === before.gid && mode === before.mode;
}
