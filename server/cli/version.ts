import { describeVersion, programVersion } from "../platform/program-version.ts";
import { UserError } from "../platform/user-error.ts";
import type { Arguments } from "./command.ts";

/** The version of this program; a run from the sources has none. */
export const { version } = programVersion;

/**
 * What `--version` prints: one line for people, an object for programs.
 * @throws UserError for a format that is neither
 */
export function versionText(argv: Arguments): string {
  const other = argv.values("format").find((format) => format !== "json" && format !== "pretty");
  if (other !== undefined) throw new UserError(`--format ${other}: --version is printed as pretty or json`);
  if (argv.values("format").includes("json"))
    return `${JSON.stringify({ name: "kong-lint", ...programVersion })}\n`;
  return `kong-lint ${describeVersion(programVersion)}\n`;
}
