/** The path of a source as another source refers to it: relative to the folder of `from`, with `/` as the separator. */
export function relativePath(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let common = 0;
  while (common < folders.length && common < parts.length - 1 && folders[common] === parts[common]) common++;
  return [...folders.slice(common).map(() => ".."), ...parts.slice(common)].join("/");
}

/** The path that a reference leads to, with `.` and `..` resolved; undefined where it leaves the root. */
export function resolvePath(from: string, reference: string): string | undefined {
  if (reference.startsWith("/") || reference.startsWith("~") || /^[A-Za-z]:[\\/]/.test(reference))
    return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of reference.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
