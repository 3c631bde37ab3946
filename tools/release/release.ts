/**
 * `npm run release -- --dry-run`: builds in `dist/release/` what a version consists of, and uses each artifact from an empty
 * folder. Nothing is uploaded: that is the workflow's, see docs/releasing.md.
 */
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { thisVersion } from "../build/program-version.ts";
import { dist, manifest, root } from "../build/project.ts";
import { makeDockerContext } from "./artifacts/docker.ts";
import { packExecutable } from "./artifacts/executable.ts";
import { makeReleaseTree } from "./artifacts/release-tree.ts";
import { packTarball } from "./artifacts/tarball.ts";
import { packVsix } from "./artifacts/vsix.ts";
import { type CleanRoom, inCleanRoom, isOffline } from "./checks/clean-room.ts";
import { checkDocker } from "./checks/docker.ts";
import { checkExecutable } from "./checks/executable.ts";
import { checkAction, checkPreCommit } from "./checks/release-tree.ts";
import { checkTarball } from "./checks/tarball.ts";
import { checkTexts } from "./checks/texts.ts";
import { checkVsix } from "./checks/vsix.ts";
import { hashesBelow, writeChecksums } from "./checksums.ts";
import { writeProvenance } from "./provenance.ts";
import { mustRun } from "./run.ts";
import { emptyFolder, sizeOf } from "./stage.ts";
import { kilobytes, type Row, tableText } from "./table.ts";

/** The artifacts that are the same for all platforms. */
interface Portable {
  readonly tarball: string;
  readonly vsix: string;
  readonly tree: string;
  readonly sbom: string;
  readonly notices: string;
}

const USAGE = `usage: npm run release -- --dry-run [--no-executable | --executable-only] [--no-second-build]
A release is published by the workflow; docs/releasing.md says how.`;
const SWITCHES = ["--dry-run", "--no-executable", "--executable-only", "--no-second-build"];
/** The most that they may weigh, in bytes. */
const MOST = { tarball: 700_000, vsix: 1_500_000, executable: 34_000_000 };

const given = process.argv.slice(2);
if (!given.includes("--dry-run") || given.some((word) => !SWITCHES.includes(word))) {
  console.error(USAGE);
  process.exit(2);
}

const out = join(dist, "release");
const tag = `v${manifest.version}`;
const rows: Row[] = [];
const files: string[] = [];
const withPortable = !given.includes("--executable-only");
const withExecutable = !given.includes("--no-executable");

const portable = await build(out, withPortable);
if (portable !== undefined) await usePortable(portable);
if (withExecutable) await useExecutable();
if (portable !== undefined && !given.includes("--no-second-build"))
  await use("second build", undefined, () => compareBuilds(withExecutable));
if (portable !== undefined) await finishFiles();
console.log(tableText(rows));
if (!isOffline) console.log("Programs had a network: `unshare` cannot take it away here.");
process.exitCode = rows.some(({ result }) => result === "failed") ? 1 : 0;

async function usePortable({ tarball, vsix, tree, sbom, notices }: Portable): Promise<void> {
  files.push(tarball, vsix, sbom, notices);
  await use("npm tarball", tarball, (room) => checkTarball(room, tarball), MOST.tarball);
  await use("extension", vsix, (room) => checkVsix(room, vsix), MOST.vsix);
  await use("release tree", tree, (room) => checkPreCommit(room, tree, tag));
  await use("release tree", tree, (room) => checkAction(room, tree));
  await use("notices and SBOM", sbom, () => checkTexts(notices, sbom));
}

async function useExecutable(): Promise<void> {
  const executable = await packExecutable(out);
  const name = `executable, ${process.platform}-${process.arch}, Node ${process.versions.node}`;
  await use(name, executable.archive, (room) => checkExecutable(room, executable), MOST.executable);
  files.push(executable.archive);
  if (process.platform === "linux") {
    const context = makeDockerContext(out, executable);
    await use("image", context, (room) => checkDocker(room, context));
  }
  rmSync(executable.folder, { recursive: true });
}

async function finishFiles(): Promise<void> {
  files.push(writeProvenance(out, files, thisVersion().commit));
  const checksums = writeChecksums(out, files);
  await use("checksums", checksums, (room) => {
    for (const file of [...files, checksums]) cpSync(file, join(room.folder, basename(file)));
    room.expect(0, "OK", "sha256sum", ["--check", "SHA256SUMS"]);
    return `sha256sum --check: ${files.length} files`;
  });
}

/** Builds the programs, and in a folder the artifacts that are the same for all platforms, if they are asked for. */
async function build(folder: string, isPortable: boolean): Promise<Portable | undefined> {
  mustRun(process.execPath, ["--import", "tsx", "tools/build/build.ts"], { cwd: root });
  emptyFolder(folder);
  if (!isPortable) return undefined;
  const named = (ending: string) => join(folder, `${manifest.name}-${manifest.version}${ending}`);
  const made = {
    tarball: await packTarball(folder),
    vsix: packVsix(folder),
    tree: makeReleaseTree(folder),
    sbom: named(".cdx.json"),
    notices: named(".notices.txt"),
  };
  cpSync(join(dist, "sbom.cdx.json"), made.sbom);
  cpSync(join(dist, "THIRD-PARTY-NOTICES.txt"), made.notices);
  rmSync(join(folder, "stage"), { recursive: true });
  return made;
}

/**
 * Uses an artifact in an empty folder and notes how that went.
 * @param work says what it did; where that begins with `skipped`, it could not be tried here
 * @param most the largest size, in bytes
 */
async function use(
  artifact: string,
  path: string | undefined,
  work: (room: CleanRoom) => string | Promise<string>,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const size = path === undefined ? undefined : sizeOf(path);
  try {
    const used = await inCleanRoom(work);
    if ((size ?? 0) > most) throw new Error(`larger than ${kilobytes(most)}`);
    rows.push({ artifact, size, used, result: used.startsWith("skipped") ? "skipped" : "ok" });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${artifact}: ${reason}`);
    rows.push({ artifact, size, used: reason.split("\n")[0] ?? "", result: "failed" });
  }
}

/** Builds once more: whoever builds a version gets the same bytes. Only the snapshot in an executable differs from run to run. */
async function compareBuilds(hasExecutable: boolean): Promise<string> {
  const again = join(dist, "release-again");
  try {
    await build(again, true);
    const first = hashesBelow(out);
    const hashes = hashesBelow(again);
    const different = [...hashes].filter(([path, hash]) => first.get(path) !== hash).map(([path]) => path);
    if (different.length > 0) throw new Error(`different: ${different.join(", ")}`);
    return `${hashes.size} files are the same bytes${hasExecutable ? ", the executable and its image left out" : ""}`;
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}
