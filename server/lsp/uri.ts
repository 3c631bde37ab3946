/**
 * The absolute path of a `file:` address, with `/`: `/etc/kong/kong.conf`, `c:/kong/kong.conf`. Undefined for documents that
 * are not files of this machine, such as one that was never saved.
 */
export function pathOfUri(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined;
  const path = pathPart(uri);
  return /^\/[A-Za-z]:(?:\/|$)/.test(path) ? path.slice(1) : path;
}

/** The path of any address, decoded: for its name, not for the file system. */
export function pathPart(uri: string): string {
  const rest = uri.replace(/^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/]*)?/, "").replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(rest);
  } catch {
    return rest;
  }
}

/** The `file:` address of an absolute path. */
export function uriOfPath(path: string): string {
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return `file://${rooted.split("/").map(encodeURIComponent).join("/")}`;
}
