import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { attempt } from "./attempt.ts";
import { FileError } from "./file-error.ts";
import { FileTooLarge } from "./file-too-large.ts";
import { codeKeeper } from "./node/code-keeper.ts";
import { targetOf } from "./node/target-of.ts";
import type { FileFacts, FileSystem, FolderEntry, Platform, TerminalFacts } from "./platform.ts";
import { StreamedBytes } from "./streamed-bytes.ts";

/**
 * The machine as Node shows it. Files are read and written synchronously: a command-line program has nothing else to
 * do meanwhile, and a read that waits for the thread pool takes several times as long.
 */
export function nodePlatform(): Platform {
  return {
    files: nodeFiles,
    environment: process.env,
    workingFolder: process.cwd().replaceAll("\\", "/"),
    terminal: terminalFacts(),
    // `performance` is loaded when it is first asked, which costs a start a millisecond.
    now: () => process.uptime() * 1000,
    expectMany,
    expectFew,
    async run(program, argv, environment) {
      const { runProgram } = await import("./node/run-program.ts");
      return runProgram(program, argv, environment);
    },
  };
}

/** The file system of the machine. */
export const nodeFiles: FileSystem = {
  async facts(path) {
    return factsOf(path);
  },
  async read(path, most) {
    return attempt(path, () => readWhole(path, most ?? Number.POSITIVE_INFINITY));
  },
  async write(path, content) {
    const { writeOutput } = await import("./node/write-output.ts");
    attempt(path, () => writeOutput(path, content));
  },
  async replace(replacements) {
    const { replaceFiles } = await import("./node/replace-files.ts");
    await replaceFiles(replacements);
  },
  async tidy(paths) {
    const { tidyFolders } = await import("./node/tidy-folders.ts");
    return tidyFolders(paths);
  },
  async checkWritable(path) {
    attempt(path, () => checkWritable(path));
  },
  async target(path) {
    return attempt(path, () => targetOf(path)).replaceAll("\\", "/");
  },
  async list(path) {
    return attempt(path, () =>
      readdirSync(path, { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry): FolderEntry => {
          const isLink = entry.isSymbolicLink();
          const facts = isLink ? factsOf(`${path}/${entry.name}`) : undefined;
          return { name: entry.name, kind: isLink ? (facts?.kind ?? "other") : kindOf(entry), isLink };
        }),
    );
  },
};

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileFacts["kind"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

function factsOf(path: string): FileFacts | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? undefined : { kind: kindOf(stats), size: stats.size };
  } catch {
    // A circle of links, a folder that is closed, a name that no file can have.
    return undefined;
  }
}

/** The bytes of a file, or what a pipe or a device has to give; `/dev/zero` would give for ever. */
function readWhole(path: string, most: number): Uint8Array {
  const descriptor = openSync(path, constants.O_RDONLY);
  try {
    const stats = fstatSync(descriptor);
    if (!isStream(stats)) {
      if (stats.size > most) throw new FileTooLarge(path, stats.size);
      return readKnown(descriptor, stats.size) ?? readFileSync(descriptor);
    }
    const bytes = new StreamedBytes(path);
    bytes.drain((into) => readSync(descriptor, into));
    return bytes.whole();
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The bytes of a file of a known size: what `readFileSync` gives, in a third of the time. undefined where the file is not as it was
 * said to be; nothing may have been read of it then, so files that say they are empty (those of `/proc` do) are left out.
 */
function readKnown(descriptor: number, size: number): Uint8Array | undefined {
  if (size === 0) return undefined;
  const bytes = Buffer.allocUnsafe(size + 1);
  return readSync(descriptor, bytes, 0, size + 1, 0) === size ? bytes.subarray(0, size) : undefined;
}

function isStream(stats: Stats): boolean {
  return stats.isFIFO() || stats.isCharacterDevice() || stats.isSocket();
}

function checkWritable(path: string): void {
  const target = targetOf(path);
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new FileError(path, "is a folder");
  if (stats !== undefined) accessSync(target, constants.W_OK);
  // A file is replaced by a new one, so its folder must take one.
  if (stats === undefined || stats.isFile()) {
    const folder = dirname(target);
    if (!statSync(folder).isDirectory()) throw new FileError(path, "a part of the path is not a folder");
    accessSync(folder, constants.W_OK);
  }
}

/**
 * Whether standard output is a terminal, and how wide. The module `tty` costs more to load than everything else here, so
 * it is asked only where the descriptor is a character device.
 */
function terminalFacts(): TerminalFacts {
  const showsErrors = () => mayBeTerminal(2) && process.stderr.isTTY === true;
  if (!mayBeTerminal(1)) return { interactive: false, columns: undefined, showsErrors };
  const { isTTY, columns } = process.stdout;
  return { interactive: isTTY === true, columns: isTTY === true ? columns : undefined, showsErrors };
}

/** A character device that is not the null device. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && stats.rdev !== statSync("/dev/null", { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}

/**
 * While a run over a thousand small files lasts, code is compiled, and what it then wins is little: with less inlined, Node 20 takes an
 * eighth less time, and a fifth less of the processors. Node 22–26 gain less, and lose nothing. A V8 that does not know the
 * flag would say so on standard error, so those that have not been tried are left alone.
 *
 * Where thousands of files are to come, it pays to optimize sooner: 3,000 of 30 lines take an eighth less time, but 1,000 a quarter more.
 */
async function expectMany(files: number): Promise<void> {
  const major = Number.parseInt(process.versions.v8, 10);
  if (major > NEWEST_V8) return;
  await setFlag("--max-inlined-bytecode-size-cumulative=100", "--max-inlined-bytecode-size-cumulative=920");
  if (major === V8_WITH_BUDGET && files >= THOUSANDS)
    await setFlag("--interrupt-budget=10000", "--interrupt-budget=67584");
}

/**
 * V8 sets out to optimize a reader of YAML while it reads the first file, and a run ends before that pays: one over 300 lines costs a
 * third less without. A run that takes long is optimized all the same. Only the V8 of Node 20 and 21 has the flag; others would complain.
 */
async function expectFew(): Promise<void> {
  if (Number.parseInt(process.versions.v8, 10) !== V8_WITH_BUDGET) return;
  await setFlag("--interrupt-budget=2000000", "--interrupt-budget=67584");
}

/** @param before the same flag with V8's default */
async function setFlag(flag: string, before: string): Promise<void> {
  const keeper = codeKeeper();
  if (keeper !== undefined) keeper.setFlag(flag, before);
  else (await import("node:v8")).setFlagsFromString(flag);
}

const V8_WITH_BUDGET = 11;

const THOUSANDS = 3000;

/** That of Node 26. */
const NEWEST_V8 = 14;
