/**
 * The path that Kong makes of a relative one, the folder it runs in being `/`: without `.` and empty parts, `..`
 * worked out. Two slashes at the beginning stay, as POSIX tells them from one.
 */
export function absolutePath(path: string): string {
  const trimmed = path.replace(/[\\/]$/, "");
  const anchor = /^\/\/(?!\/)/.test(trimmed) ? "//" : "/";
  const parts: string[] = [];
  for (const part of trimmed.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return anchor + parts.join("/");
}
