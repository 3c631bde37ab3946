import { UserError } from "../platform/user-error.ts";
import type { Arguments } from "./command.ts";

/**
 * Whether a command that prints for people is to print JSON.
 * @throws UserError for any other format
 */
export function wantsJson(argv: Arguments, command: string): boolean {
  const formats = argv.values("format");
  const other = formats.find((format) => format !== "json" && format !== "table" && format !== "pretty");
  if (other !== undefined)
    throw new UserError(`\`kong-lint ${command}\` prints as table or json, not as ${other}`);
  return formats.includes("json");
}
