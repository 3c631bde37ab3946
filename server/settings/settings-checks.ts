import { compareVersions, parseRelease } from "../../schemas/release.ts";
import type { SettingsFile } from "./declaration.ts";
import type { ParsedSettings } from "./parse-settings.ts";
import { settingsError } from "./settings-error.ts";

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

/**
 * Every release of the file must be one.
 * @throws UserError with the place of the first that is not
 */
export function checkReleases(values: SettingsFile, parsed: ParsedSettings, shown: string): void {
  const check = (release: string | undefined, path: readonly (string | number)[]) => {
    if (release === undefined || parseRelease(release) !== undefined) return;
    const what = `\`${release}\` is not a release; use a form such as \`3.9\` or \`enterprise@0.34\``;
    throw settingsError(shown, parsed.valueAt(path), what);
  };
  check(values.release, ["release"]);
  for (const [pattern, image] of Object.entries(values.images ?? {})) {
    check(image.release, ["images", pattern, "release"]);
  }
  for (const [index, deployment] of (values.deployments ?? []).entries()) {
    check(deployment.release, ["deployments", index, "release"]);
  }
  for (const [index, override] of (values.overrides ?? []).entries()) {
    check(override.release, ["overrides", index, "release"]);
  }
}
