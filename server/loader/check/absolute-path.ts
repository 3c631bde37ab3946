import { memoizeText } from "../../../grammar/text/memoize.ts";
import { inRange } from "../../../schemas/release.ts";

/**
 * The path that Kong makes of a relative one, the folder it runs in being `/`: without `.` and empty parts, `..`
 * worked out. Two slashes at the beginning stay, as POSIX tells them from one.
 * @param version an open-source release: 0.9 and 0.10 have rules of their own
 */
export function absolutePath(path: string, version?: string): string {
  const trimmed = path.replace(/[\\/]$/, "");
  return version !== undefined && inRange(version, { before: "0.11" })
    ? pathOfOld(trimmed)
    : pathOfNow(trimmed);
}

const pathOfNow = memoizeText((path) => {
  const anchor = /^\/\/(?!\/)/.test(path) ? "//" : "/";
  return anchor + resolved(path.split("/").filter((part) => part !== "" && part !== ".")).join("/");
});

/** Kong 0.9–0.10: slashes at the beginning count once, and a `.` at the end stays. */
function pathOfOld(path: string): string {
  const parts = path
    .split("/")
    .filter((part, index, all) => part !== "" && (part !== "." || index === all.length - 1));
  const joined = resolved(parts);
  return joined.length === 0 && parts.length > 0 ? "/" : `/${joined.join("/")}`;
}

function resolved(parts: readonly string[]): string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else kept.push(part);
  }
  return kept;
}
