/** What the loader may ask about the machine that Kong would run on. Nothing in it touches a file system by itself. */
export interface World {
  /** Environment variables of the process, by name: `KONG_*` settings and what vault references read. */
  readonly environment: ReadonlyMap<string, string>;
  /** Whether a path, absolute as Kong resolves it, exists. Paths that are not known to be missing exist. */
  exists(path: string): boolean;
  /** `check`: as `kong check`. `start`: vault references must resolve (Kong 3.3 and later tell the two apart). */
  readonly mode: "check" | "start";
}

/** A machine on which every path exists and no variable is set: what a linter may assume of a file alone. */
export const assumedWorld: World = { environment: new Map(), exists: () => true, mode: "check" };
