/**
 * The `prepare` script: builds `dist/` after an install from the repository.
 *
 * Tools that install a repository straight from git (pre-commit among them) run it in a copy that has no development
 * dependencies, under the settings of a global install, and read `npm pack`'s standard output. So it installs what the
 * build needs when that is missing, drops those settings, and writes to standard error only.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function run(command, args) {
  const env = { ...process.env };
  for (const name of ["npm_config_global", "npm_config_prefix", "npm_config_location", "npm_config_omit"])
    delete env[name];
  const { status } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

function canBuild() {
  try {
    createRequire(join(root, "package.json")).resolve("esbuild");
    createRequire(join(root, "package.json")).resolve("chevrotain");
    return true;
  } catch {
    return false;
  }
}

if (!canBuild())
  run("npm", ["install", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"]);

run(process.execPath, ["--import", "tsx", "tools/build/build.ts"]);
