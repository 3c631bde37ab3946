import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildExecutableMain } from "../../build/executable.ts";
import { builtFiles, dist, manifest, root } from "../../build/project.ts";
import { mustRun, run } from "../run.ts";
import { copyFrom, emptyFolder, NOT_FOR_THE_PROGRAM } from "../stage.ts";

/** The program with Node in one file. */
export interface Executable {
  /** The folder with the program and its licences. */
  readonly folder: string;
  readonly program: string;
  /** The same, packed. */
  readonly archive: string;
}

const POSTJECT = join(root, "node_modules/postject/dist/cli.js");
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const isWindows = process.platform === "win32";
const isMac = process.platform === "darwin";

/**
 * Makes an executable of the Node that runs this, for its platform: a snapshot of the core after it has linted a small file, and
 * all else as assets. That starts in 1.5 to 1.6 times what Node itself needs; assets with compiled code need 1.9 times, and a
 * snapshot of the whole program too.
 * @param out the folder that gets it
 */
export async function packExecutable(out: string): Promise<Executable> {
  const name = `${manifest.name}-${manifest.version}-${process.platform}-${process.arch}`;
  const folder = join(out, name);
  emptyFolder(folder);
  const program = join(folder, isWindows ? "kong-lint.exe" : "kong-lint");
  cpSync(process.execPath, program);
  chmodSync(program, 0o755);
  // Symbols for debuggers are a tenth of it.
  if (process.platform === "linux") run("strip", [program], { cwd: out });
  if (isMac) mustRun("codesign", ["--remove-signature", program], { cwd: out });
  const blob = join(out, "blob");
  await makeBlob(blob);
  const flags = ["--sentinel-fuse", FUSE, ...(isMac ? ["--macho-segment-name", "NODE_SEA"] : [])];
  mustRun(process.execPath, [POSTJECT, program, "NODE_SEA_BLOB", blob, ...flags], { cwd: out });
  rmSync(blob);
  if (isMac) mustRun("codesign", ["--sign", "-", program], { cwd: out });
  copyFrom(root, folder, ["LICENSE"]);
  cpSync(join(dist, "THIRD-PARTY-NOTICES.txt"), join(folder, "THIRD-PARTY-NOTICES.txt"));
  cpSync(nodeLicense(), join(folder, "NODE-LICENSE.txt"));
  return { folder, program, archive: pack(out, name) };
}

/** Builds in a folder that says nothing of the builder, since paths and variables get into the snapshot. */
async function makeBlob(to: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-blob-"));
  try {
    const names = builtFiles().filter((name) => !NOT_FOR_THE_PROGRAM.test(name) && name !== "kong-lint.cjs");
    copyFrom(dist, join(folder, "dist"), names);
    cpSync(join(root, "test/fixtures/well-kept/kong.conf"), join(folder, "kong.conf"));
    writeFileSync(
      join(folder, "main.cjs"),
      await buildExecutableMain(readFileSync(join(dist, "core.cjs"), "utf8")),
    );
    const data = readdirSync(join(folder, "dist/data")).map((name) => `data/${name}`);
    const assets = [...names.filter((name) => name.endsWith(".cjs") && name !== "core.cjs"), ...data];
    const config = {
      main: "main.cjs",
      output: "blob",
      disableExperimentalSEAWarning: true,
      useSnapshot: true,
      useCodeCache: false,
      assets: Object.fromEntries(assets.map((name) => [name, `dist/${name}`])),
    };
    writeFileSync(join(folder, "sea.json"), JSON.stringify(config));
    const { SystemRoot } = process.env;
    mustRun(process.execPath, ["--experimental-sea-config", "sea.json"], {
      cwd: folder,
      env: SystemRoot === undefined ? {} : { SystemRoot },
    });
    cpSync(join(folder, "blob"), to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Node's own licence and those of what it contains; distributions put it at different places. */
function nodeLicense(): string {
  const near = dirname(process.execPath);
  const places = [
    join(near, "LICENSE"),
    join(near, "..", "LICENSE"),
    "/usr/share/doc/nodejs/copyright",
    "/usr/share/doc/nodejs/LICENSE",
    "/usr/local/LICENSE",
  ];
  const found = process.env.KONG_LINT_NODE_LICENSE ?? places.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(
      `there is no licence of Node beside ${process.execPath}; name it in KONG_LINT_NODE_LICENSE`,
    );
  return found;
}

function pack(out: string, name: string): string {
  const archive = join(out, `${name}.${isWindows ? "zip" : "tar.xz"}`);
  if (isWindows) mustRun("tar", ["-a", "-c", "-f", archive, name], { cwd: out });
  else
    mustRun("tar", ["-c", "-J", "-f", archive, name], { cwd: out, env: { ...process.env, XZ_OPT: "-9e" } });
  return archive;
}
