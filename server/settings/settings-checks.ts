import { compareVersions, parseRelease } from "../../schemas/release.ts";
import type { SettingsFile } from "./declaration.ts";
import type { ParsedSettings } from "./parse-settings.ts";
import { type SettingsMistake, settingsError } from "./settings-error.ts";

/**
 * Holds `requires` against the version of this program. A version from the sources satisfies everything.
 * @throws UserError when the program is not one of those the file is for, or the text is no list of comparisons
 */
export function checkRequires(
  { requires }: SettingsFile,
  parsed: ParsedSettings,
  shown: string,
  version: string,
): void {
  if (requires === undefined) return;
  const position = parsed.valueAt(["requires"]);
  const own = version.split("-")[0] ?? version;
  for (const comparison of requires.trim().split(/\s+/)) {
    const match = /^(>=|<=|>|<|=)?(\d+(?:\.\d+){0,2})$/.exec(comparison);
    if (match?.[2] === undefined) {
      throw settingsError(
        shown,
        position,
        `\`requires\` must be a list of comparisons such as \`>=0.1 <2\`, not \`${comparison}\``,
      );
    }
    if (version.startsWith("0.0.0") || holds(compareVersions(own, match[2]), match[1] ?? "=")) continue;
    throw settingsError(shown, position, `these settings require kong-lint ${requires}; this is ${version}`);
  }
}

function holds(order: number, sign: string): boolean {
  if (sign === ">=") return order >= 0;
  if (sign === "<=") return order <= 0;
  if (sign === ">") return order > 0;
  return sign === "<" ? order < 0 : order === 0;
}

/** Releases of a file that are none. The file may be wrong in other ways too. */
export function releaseMistakes(parsed: ParsedSettings): readonly SettingsMistake[] {
  return releasesIn(parsed.value).flatMap(({ path, release }) =>
    parseRelease(release) !== undefined
      ? []
      : {
          position: parsed.valueAt(path),
          what: `\`${release}\` is not a release; use a form such as \`3.9\` or \`enterprise@0.34\``,
        },
  );
}

interface WrittenRelease {
  readonly path: readonly (string | number)[];
  readonly release: string;
}

function releasesIn(value: unknown): readonly WrittenRelease[] {
  const inMembers = (name: string): readonly WrittenRelease[] => {
    const members = memberOf(value, name);
    if (Array.isArray(members))
      return members.flatMap((each, index) => releaseOf(each, [name, index, "release"]));
    return typeof members !== "object" || members === null
      ? []
      : Object.entries(members).flatMap(([key, each]) => releaseOf(each, [name, key, "release"]));
  };
  return [
    ...releaseOf(value, ["release"]),
    ...inMembers("images"),
    ...inMembers("deployments"),
    ...inMembers("overrides"),
  ];
}

function releaseOf(value: unknown, path: readonly (string | number)[]): readonly WrittenRelease[] {
  const release = memberOf(value, "release");
  return typeof release === "string" ? [{ path, release }] : [];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
