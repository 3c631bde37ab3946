import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * The file that a path means in the end: what a symbolic link leads to, also when that does not exist yet. A pipe or a
 * device is named as it is: `/dev/stdout` leads to a pipe that has no path of its own.
 */
export function targetOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() === true || stats?.isDirectory() === true) return realpathSync(path);
  const link = lstatSync(path, { throwIfNoEntry: false });
  return stats === undefined && link?.isSymbolicLink() === true
    ? resolve(dirname(path), readlinkSync(path))
    : path;
}
