import { isInside, normalizePath, parentFolder } from "./paths.ts";

/** The machine on which a program is looked for. */
export interface ProgramSearch {
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly system: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly workingFolder: string;
  /** Whether a file can be run, symbolic links followed. */
  isProgram(path: string): boolean;
  exists(path: string): boolean;
  /** A path without symbolic links, in the letters that the file system has. */
  realPath(path: string): string;
}

/**
 * The absolute path of a program on `PATH`. Systems look in more places: Windows in the working folder first, others wherever
 * `PATH` has an empty entry or `.`, and package managers put `node_modules/.bin` there. What lies in the repository may be
 * anybody's, so entries that are not absolute, and those inside of the repository at hand, do not count.
 * @param name without a folder
 * @returns undefined where there is none
 */
export function findProgram(name: string, search: ProgramSearch): string | undefined {
  if (!/^[\w.+-]+$/.test(name)) return undefined;
  const own = distrustedFolder(search);
  return foldersOnPath(search)
    .filter((folder) => !isDistrusted(folder, own, search))
    .flatMap((folder) => fileNames(name, search).map((file) => joined(folder, file, search)))
    .find((path) => search.isProgram(path));
}

/** The absolute folders on `PATH`, in its order. */
export function foldersOnPath({
  system,
  environment,
}: Pick<ProgramSearch, "system" | "environment">): readonly string[] {
  if (system !== "win32") {
    const entries = (environment.PATH ?? "/usr/bin:/bin").split(":");
    return entries.filter((entry) => entry.startsWith("/"));
  }
  const entries = (variable("Path", environment) ?? "").match(/(?:"[^"]*"?|[^;"])+/g) ?? [];
  // `C:tools` and `\tools` are relative: to the working folder of a drive, and to its root.
  return entries
    .map((entry) => entry.replaceAll('"', "").trim())
    .filter((entry) => /^(?:[A-Za-z]:[\\/]|[\\/]{2}[^\\/])/.test(entry));
}

/** Windows has its variables in any spelling, and a copy of them has the one that somebody chose. */
function variable(name: string, environment: ProgramSearch["environment"]): string | undefined {
  const key = Object.keys(environment).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : environment[key];
}

/** What Windows starts by itself. The others of `PATHEXT`, such as `.bat`, are run by a shell, and none is started here. */
const STARTED = [".com", ".exe"];

function fileNames(name: string, { system, environment }: ProgramSearch): readonly string[] {
  if (system !== "win32") return [name];
  if (STARTED.some((extension) => name.toLowerCase().endsWith(extension))) return [name];
  const listed = (variable("PATHEXT", environment) ?? "")
    .split(";")
    .map((extension) => extension.trim().toLowerCase())
    .filter((extension) => STARTED.includes(extension));
  return [...new Set([...listed, ...STARTED])].map((extension) => name + extension);
}

/** The outermost repository around the working folder, or the working folder itself where there is none. */
function distrustedFolder({ workingFolder, realPath, exists }: ProgramSearch): string {
  let found = slashed(realPath(workingFolder));
  for (let folder = found; ; folder = parentFolder(folder)) {
    if (exists(`${folder}/.git`)) found = folder;
    if (parentFolder(folder) === folder) return found;
  }
}

/** Everything is inside of a root, so of one that is at hand only what lies in it directly does not count. */
function isDistrusted(folder: string, own: string, { system, realPath }: ProgramSearch): boolean {
  const real = slashed(realPath(folder));
  const [inside, around] = system === "win32" ? [real.toLowerCase(), own.toLowerCase()] : [real, own];
  return parentFolder(around) === around ? inside === around : isInside(around, inside);
}

function joined(folder: string, file: string, { system }: ProgramSearch): string {
  return system === "win32"
    ? `${folder.replace(/[\\/]+$/, "")}\\${file}`
    : normalizePath(`${folder}/${file}`);
}

function slashed(path: string): string {
  return normalizePath(path.replaceAll("\\", "/"));
}
