import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BAD, type CleanRoom, GOOD } from "./clean-room.ts";
import { findWithProgram } from "./lsp-session.ts";

const USE = '("kong.conf", "pg_prt = 1\\n").then(({ findings }) => console.log(findings[0].rule));\n';

/** Installs the npm package without a registry, and uses the command, its language server and the library. */
export async function checkTarball(room: CleanRoom, tarball: string): Promise<string> {
  room.put("package.json", "{}");
  room.expect(0, "", "npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", tarball]);
  const installed = join(room.folder, "node_modules/kong-lint");
  const { scripts, devDependencies, homepage, bugs } = JSON.parse(
    readFileSync(join(installed, "package.json"), "utf8"),
  );
  if (scripts !== undefined || devDependencies !== undefined) throw new Error("the manifest has scripts");
  if (homepage === undefined || bugs === undefined) throw new Error("the manifest has no homepage or bugs");
  readFileSync(join(installed, "dist/THIRD-PARTY-NOTICES"));
  const bin = join(room.folder, "node_modules/.bin/kong-lint");
  room.put("my files/größe.kong.conf", BAD);
  room.put("kong.conf", GOOD);
  for (const _ of ["cold", "warm"]) {
    room.expect(1, "schema/unknown-property", bin, ["my files/größe.kong.conf"]);
    room.expect(0, "Nothing to report", bin, ["kong.conf"]);
  }
  const [program, argv] = room.commandLine(bin, ["lsp", "--stdio"]);
  for (const _ of ["cold", "warm"]) await findWithProgram(program, argv, { cwd: room.folder, env: room.env });
  room.put("use.cjs", `require("kong-lint").lintText${USE}`);
  room.put("use.mjs", `import { lintText } from "kong-lint";\nlintText${USE}`);
  for (const file of ["use.cjs", "use.mjs"])
    room.expect(0, "schema/unknown-property", process.execPath, [file]);
  return "npm install --offline; command and language server, cold and warm; library by require and import";
}
