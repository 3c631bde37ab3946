import { basename, join } from "node:path";
import type { Executable } from "../artifacts/executable.ts";
import { BAD, type CleanRoom, GOOD } from "./clean-room.ts";
import { findWithProgram } from "./lsp-session.ts";

/** Unpacks the executable and uses it where no Node is on PATH. */
export async function checkExecutable(
  room: CleanRoom,
  { archive, program, folder }: Executable,
): Promise<string> {
  room.expect(0, "", "tar", ["-x", "-f", archive]);
  const unpacked = join(room.folder, basename(folder), basename(program));
  const alone = { PATH: "/nowhere" };
  const use = (code: number, says: string, ...argv: string[]) =>
    room.expect(code, says, unpacked, argv, alone);
  room.put("my files/größe.kong.conf", BAD);
  room.put("kong.conf", GOOD);
  use(1, "schema/unknown-property", "my files/größe.kong.conf");
  use(1, '"ruleId":"schema/unknown-property"', "--format", "sarif", "*/*.conf");
  use(0, "Nothing to report", "kong.conf");
  use(0, "commit", "--version");
  use(0, "## Why it matters", "explain", "schema/unknown-property");
  use(0, "pg_port", "effective", "kong.conf");
  const [command, argv] = room.commandLine(unpacked, ["lsp", "--stdio"]);
  await findWithProgram(command, argv, { cwd: room.folder, env: { ...room.env, ...alone } });
  return "unpacked, without Node: lint, SARIF, glob, explain, effective, lsp";
}
