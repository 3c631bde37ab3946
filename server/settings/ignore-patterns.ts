import { matchesParts, matchesWildcard, readWildcard, type Wildcard } from "./wildcard.ts";

/** `**`, any number of folders, or the pattern of one name. */
type PathPart = "folders" | Wildcard;

interface IgnorePattern {
  /** Its place among the patterns, counted from 0. */
  readonly index: number;
  /** With `!`: what it names is not ignored after all. */
  readonly negated: boolean;
  /** With `/` at its end: files of that name do not count. */
  readonly foldersOnly: boolean;
  readonly parts: readonly PathPart[];
}

/** Patterns as in .gitignore, ready to be matched. Comments and blank lines are no patterns, but are counted. */
export type IgnorePatterns = readonly IgnorePattern[];

/** What patterns say of a path: nothing, or the last of them that names it or a folder above it. */
export type IgnoreVerdict = { readonly ignored: boolean; readonly index: number } | undefined;

/** Reads patterns as in .gitignore, one an element. */
export function readIgnorePatterns(patterns: readonly string[]): IgnorePatterns {
  return patterns.flatMap((pattern, index) => readPattern(pattern, index) ?? []);
}

function readPattern(text: string, index: number): IgnorePattern | undefined {
  const line = text.replace(/\r$/, "");
  if (line.startsWith("#")) return undefined;
  const negated = line.startsWith("!");
  const pattern = withoutBlanks(negated ? line.slice(1) : line);
  const foldersOnly = pattern.endsWith("/");
  const path = foldersOnly ? pattern.slice(0, -1) : pattern;
  if (path === "" || endsInBackslash(path)) return undefined;
  const names = path.split("/");
  // Without a `/` before its end a pattern is one of names in any folder below.
  const isAnchored = names.length > 1;
  if (isAnchored && names[0] === "") names.shift();
  const parts = names.map(
    (name): PathPart => (/^\*{2,}$/.test(name) ? "folders" : readWildcard(name, "path-part")),
  );
  const rest: readonly PathPart[] = isAnchored ? parts : ["folders", ...parts];
  // `a/**` names what is in the folder, not the folder itself.
  const ends: readonly PathPart[] =
    rest.at(-1) === "folders" ? [...rest, readWildcard("*", "path-part")] : rest;
  return { index, negated, foldersOnly, parts: ends };
}

/** Blanks at the end do not count, but for one behind a backslash. */
function withoutBlanks(pattern: string): string {
  let end = pattern.length;
  while (end > 0 && (pattern[end - 1] === " " || pattern[end - 1] === "\t")) end--;
  if (end === pattern.length || !endsInBackslash(pattern.slice(0, end))) return pattern.slice(0, end);
  return pattern.slice(0, end + 1);
}

/** Whether the last backslash has nothing to stand before. */
function endsInBackslash(pattern: string): boolean {
  let at = pattern.length;
  while (pattern[at - 1] === "\\") at--;
  return (pattern.length - at) % 2 === 1;
}

/**
 * What patterns say of a path. Once a folder is ignored, so is all below it. Letters match in both cases.
 * @param path relative to the folder of the patterns, with `/` and without `.` and `..`
 */
export function ignoreVerdict(patterns: IgnorePatterns, path: string, isFolder: boolean): IgnoreVerdict {
  const names = path.split("/");
  for (let depth = 1; depth < names.length; depth++) {
    const above = lastMatch(patterns, names.slice(0, depth), true);
    if (above?.ignored === true) return above;
  }
  return lastMatch(patterns, names, isFolder);
}

function lastMatch(patterns: IgnorePatterns, names: readonly string[], isFolder: boolean): IgnoreVerdict {
  const found = patterns.findLast(
    ({ foldersOnly, parts }) => (isFolder || !foldersOnly) && matchesPath(parts, names),
  );
  return found === undefined ? undefined : { ignored: !found.negated, index: found.index };
}

function matchesPath(parts: readonly PathPart[], names: readonly string[]): boolean {
  return matchesParts(
    parts,
    names.length,
    (part) => part === "folders",
    (part, at) => part !== "folders" && matchesWildcard(part, names[at] ?? ""),
  );
}
