import { compareVersions } from "../../../schemas/release.ts";

/** What decides about the files that the entrypoint of Kong's image reads. */
export interface EntrypointFacts {
  /** The version of Kong in the image; undefined: not known. */
  readonly version: string | undefined;
  /** Words of the command; undefined: that of the image, `kong docker-start`. */
  readonly command: readonly string[] | undefined;
  /** Whether the defaults of Kong in the image have a property. */
  hasDefault(property: string): boolean;
}

/** A variable whose value the entrypoint reads from a file. */
export interface FileLoad {
  /** `KONG_PG_PASSWORD` */
  readonly variable: string;
  /** `KONG_PG_PASSWORD_FILE` */
  readonly fileVariable: string;
}

/** Why the entrypoint leaves a variable `KONG_…_FILE` alone. */
export type NotLoaded = "command" | "release" | "name";

const SUFFIX = /^KONG_([A-Z0-9_]+)_FILE$/;
/** Kong 2.5.1: every property of the defaults; before, three names, and before 2.0.5 one. */
const ALL_SINCE = "2.5.1";
const THREE_SINCE = "2.0.5";
const ONE_SINCE = "2.0.4";
const THREE: ReadonlySet<string> = new Set(["PG_PASSWORD", "PG_USER", "PG_DATABASE"]);

/** Whether the entrypoint sets `KONG_NGINX_DAEMON` to `off` whatever is written, as it does before 2.5.0. */
export function forcesDaemonOff({ version }: EntrypointFacts): boolean {
  return version !== undefined && compareVersions(version, "2.5") < 0;
}

/** Whether the entrypoint reads files for a command: its first word must be exactly `kong`. */
export function readsFiles({ command }: EntrypointFacts): boolean {
  return command === undefined || command[0] === "kong";
}

/**
 * What the entrypoint of Kong's image does with a variable: reads a file, or nothing, and why not. It does so for every property in
 * the defaults of the image and for `KONG_PASSWORD`, not for names that only a namespace accepts (docker-kong 2.0.4–3.9.3).
 * @returns undefined for variables that name no file
 */
export function fileLoadOf(variable: string, facts: EntrypointFacts): FileLoad | NotLoaded | undefined {
  const name = SUFFIX.exec(variable)?.[1];
  // `KONG_LUA_…_FILE` may be a property itself.
  if (name === undefined || facts.hasDefault(`${name}_FILE`.toLowerCase())) return undefined;
  const known = facts.hasDefault(name.toLowerCase()) || name === "PASSWORD";
  if (!known) return "name";
  const { version } = facts;
  if (version !== undefined && !servedBy(version, name)) return "release";
  if (!readsFiles(facts)) return "command";
  return { variable: `KONG_${name}`, fileVariable: variable };
}

function servedBy(version: string, name: string): boolean {
  // A line without a patch is taken as its newest one.
  const exact = version.split(".").length < 3 ? `${version}.999` : version;
  if (compareVersions(exact, ALL_SINCE) >= 0) return true;
  if (compareVersions(exact, THREE_SINCE) >= 0) return THREE.has(name);
  return compareVersions(exact, ONE_SINCE) >= 0 && name === "PG_PASSWORD";
}

/** What the entrypoint makes of an environment. */
export interface EntrypointResult {
  /** undefined: it stops. */
  readonly environment: ReadonlyMap<string, string> | undefined;
  readonly stops: string | undefined;
}

/**
 * Runs the entrypoint on a known environment, as it was measured with docker-kong 3.9.3.
 * @param readFile the content of a file in the container; undefined where there is none
 */
export function runOfficialEntrypoint(
  given: ReadonlyMap<string, string>,
  facts: EntrypointFacts,
  readFile: (path: string) => string | undefined,
): EntrypointResult {
  const environment = new Map(given);
  if ((environment.get("KONG_NGINX_DAEMON") ?? "") === "") environment.set("KONG_NGINX_DAEMON", "off");
  for (const [fileVariable, path] of given) {
    const load = fileLoadOf(fileVariable, facts);
    if (load === undefined || typeof load === "string" || path === "") continue;
    if ((given.get(load.variable) ?? "") !== "")
      return { environment: undefined, stops: `${load.variable} and ${fileVariable} are both set` };
    const content = readFile(path);
    if (content === undefined && load.variable === "KONG_PASSWORD")
      return { environment: undefined, stops: `${path} cannot be read` };
    // A missing file is the empty text, and the entrypoint goes on.
    environment.set(load.variable, (content ?? "").replaceAll("\0", "").replace(/\n+$/, ""));
    environment.delete(fileVariable);
  }
  return { environment, stops: undefined };
}
