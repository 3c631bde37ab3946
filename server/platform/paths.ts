/** An absolute path as most are written, in which there is nothing to work out: no part is empty, `.` or `..`. */
const NORMAL = /^(?:\/(?!\.{1,2}(?:\/|$))[^/]+)+$/;

/** A path without `.`, `..` in its middle, and doubled or trailing `/`. The empty path is `.`. */
export function normalizePath(path: string): string {
  if (NORMAL.test(path)) return path;
  const root = rootOf(path);
  const parts: string[] = [];
  for (const part of path.slice(root.length).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (root === "") parts.push("..");
  }
  return root + parts.join("/") || ".";
}

/** Whether a path begins at a root: `/etc`, `C:/kong`. */
export function isAbsolutePath(path: string): boolean {
  return rootOf(path) !== "";
}

/** `path` as seen from the folder `base`: absolute ones stay what they are. */
export function joinPath(base: string, path: string): string {
  return normalizePath(isAbsolutePath(path) ? path : `${base}/${path}`);
}

/** The folder that holds a path; the root holds itself. */
export function parentFolder(path: string): string {
  if (NORMAL.test(path)) return path.slice(0, path.lastIndexOf("/")) || "/";
  const normal = normalizePath(path);
  if (normal === rootOf(normal)) return normal;
  return joinPath(normal, "..");
}

/** The last name of a path. */
export function baseName(path: string): string {
  const normal = normalizePath(path);
  return normal.slice(normal.lastIndexOf("/") + 1);
}

/** How to get from the folder `from` to `to`, both absolute: `../kong.conf`. Another drive keeps the absolute path. */
export function relativePath(from: string, to: string): string {
  if (rootOf(from).toLowerCase() !== rootOf(to).toLowerCase()) return normalizePath(to);
  const start = partsOf(from);
  const end = partsOf(to);
  let shared = 0;
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared++;
  return [...start.slice(shared).map(() => ".."), ...end.slice(shared)].join("/") || ".";
}

/** Whether `path` is the folder itself or stands below it, both absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relativePath(folder, path);
  return way !== ".." && !way.startsWith("../") && !isAbsolutePath(way);
}

function partsOf(path: string): readonly string[] {
  const normal = normalizePath(path);
  return normal
    .slice(rootOf(normal).length)
    .split("/")
    .filter((part) => part !== "");
}

function rootOf(path: string): string {
  return /^(?:[A-Za-z]:)?\//.exec(path)?.[0] ?? "";
}
