import { describeVersion, programVersion } from "../platform/program-version.ts";
import type { Arguments } from "./command.ts";
import { wantsJson } from "./wants-json.ts";

/** The version of this program; a run from the sources has none. */
export const { version } = programVersion;

/**
 * What `--version` prints: one line for people, an object for programs.
 * @throws UserError for a format that is neither
 */
export function versionText(argv: Arguments): string {
  if (wantsJson(argv, "--version")) return `${JSON.stringify({ name: "kong-lint", ...programVersion })}\n`;
  return `kong-lint ${describeVersion(programVersion)}\n`;
}
