/** What the loader may ask about the machine that Kong would run on. Nothing in it touches a file system by itself. */
export interface HostEnvironment {
  /** Environment variables of the process, by name: `KONG_*` settings and what vault references read. */
  readonly environment: ReadonlyMap<string, string>;
  /**
   * Whether {@link environment} is all there is. Otherwise a reference to a variable that it lacks is unknown before
   * run time rather than missing.
   */
  readonly environmentIsComplete?: boolean;
  /** Whether a path, absolute as Kong resolves it, exists. Paths that are not known to be missing exist. */
  exists(path: string): boolean;
  /**
   * The secret, or the member `key` of it, that a vault other than the environment knows; undefined: it knows none.
   * Where this is absent, the answer is unknown before run time.
   */
  readonly secret?: (vault: string, resource: string, key: string | undefined) => string | undefined;
  /** `check`: as `kong check`. `start`: vault references must resolve (Kong 3.3 and later tell the two apart). */
  readonly mode: "check" | "start";
}

/** A machine on which every path exists and no variable is set: what a linter may assume of a file alone. */
export const defaultHost: HostEnvironment = { environment: new Map(), exists: () => true, mode: "check" };
