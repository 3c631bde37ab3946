import { mkdirSync, type Stats, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** What the place of the cache depends on; `process` has all of it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The user whose rights the process has; undefined where the system knows no such numbers. */
  readonly user: number | undefined;
}

/** A program with borrowed rights keeps nothing: its environment is not that of the user whose rights it has. */
export function userOf({ getuid, geteuid }: NodeJS.Process): number | undefined {
  const user = getuid?.();
  return user === geteuid?.() ? user : -1;
}

/**
 * The folder in which compiled code is kept, whether it exists or not: below the user's cache folder, as each system
 * names it.
 * @returns undefined where the environment names no home
 */
export function cacheFolder({ env, platform }: Surroundings): string | undefined {
  const base = cacheBase(env, platform);
  return base === undefined ? undefined : join(base, "kong-lint");
}

function cacheBase(env: Surroundings["env"], platform: string): string | undefined {
  if (platform === "win32") return absolute(env.LOCALAPPDATA);
  const home = absolute(env.HOME);
  if (platform === "darwin") return home && join(home, "Library", "Caches");
  return absolute(env.XDG_CACHE_HOME) ?? (home && join(home, ".cache"));
}

/** The XDG specification ignores relative paths, and so does everything here. */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

/**
 * Makes the folder of the cache and, where it is missing, the one above it. A home is never made, and nothing is made
 * in a folder of somebody else: root with another user's `HOME` would leave there what that user cannot remove.
 * @returns whether the folder may be used
 */
export function makeCacheFolder(folder: string, surroundings: Surroundings): boolean {
  const above = join(folder, "..");
  const existing = [folder, above, join(above, "..")].find((path) => factsOf(path) !== undefined);
  if (existing === undefined || !isOwn(factsOf(existing), surroundings)) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return isPrivate(factsOf(folder), surroundings);
}

/** Whether a file or folder belongs to the user and nobody else may write to it: what it holds is run as code. */
export function isPrivate(facts: Stats | undefined, surroundings: Surroundings): boolean {
  if (surroundings.user === undefined) return facts !== undefined;
  return facts !== undefined && isOwn(facts, surroundings) && (facts.mode & 0o022) === 0;
}

function isOwn(facts: Stats | undefined, { user }: Surroundings): boolean {
  return facts !== undefined && (user === undefined || facts.uid === user);
}

function factsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
