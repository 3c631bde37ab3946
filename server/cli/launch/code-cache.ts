import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cacheFolder, isPrivate, makeCacheFolder, type Surroundings } from "./cache-folder.ts";

/** What V8 compiled of a bundle. */
export interface CompiledCode {
  /** As `vm.Script` takes and gives it. */
  readonly data: Buffer;
  /** The unpacked text of which it was compiled; empty where the bundle is a file that can be read as fast. */
  readonly text: Buffer;
  /** How many parts of the bundle had been run, and so compiled, when it was kept. */
  readonly parts: number;
  /** What had been done with the bundle, in the words of {@link CodeKeeper.note}. */
  readonly work: ReadonlySet<string>;
}

/** Which code a cache is of: V8 checks neither its own data nor what the source says, so the name has to. */
export interface CodeIdentity {
  readonly bundle: string;
  /** Of the bundle's text. */
  readonly hash: string;
  /** Of kong-lint. */
  readonly version: string;
}

const MAGIC = Buffer.from("KLCC0004", "latin1");
/** The magic number, the number of parts, and the lengths of the words for the work that follow and of the text at the end. */
const HEADER = MAGIC.length + 12;
/** V8 copies compiled code that does not start at a multiple of this, in bytes. */
const ALIGNMENT = 8;
/** How much of a file is compared at once, in bytes. */
const PIECE = 131_072;
const ENDING = ".code-cache";
const DAY = 24 * 60 * 60 * 1000;

/** The cache of one bundle: a file below the user's cache folder. */
export class CodeCache {
  readonly #folder: string;
  readonly #identity: CodeIdentity;
  readonly #surroundings: Surroundings;

  private constructor(folder: string, identity: CodeIdentity, surroundings: Surroundings) {
    this.#folder = folder;
    this.#identity = identity;
    this.#surroundings = surroundings;
  }

  /** @returns undefined where the environment has no place for it or forbids it, and in a Node that does not give its modules by name (before 20.16) */
  static of(identity: CodeIdentity, surroundings: Surroundings): CodeCache | undefined {
    const folder = cacheFolder(surroundings);
    const { NODE_DISABLE_COMPILE_CACHE } = surroundings.env;
    const isPossible = typeof process.getBuiltinModule === "function";
    if (folder === undefined || !isPossible || NODE_DISABLE_COMPILE_CACHE) return undefined;
    return new CodeCache(folder, identity, surroundings);
  }

  /** @returns undefined where there is none that can be trusted, whatever the reason */
  read(): CompiledCode | undefined {
    let descriptor: number | undefined;
    try {
      if (!isPrivate(statSync(this.#folder), this.#surroundings)) return undefined;
      const name = this.#keptName();
      if (name === undefined) return undefined;
      // A link could lead to a file of the user that was not made to be run.
      const file = openSync(join(this.#folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      descriptor = file;
      const facts = fstatSync(file);
      if (!facts.isFile() || !isPrivate(facts, this.#surroundings)) return undefined;
      return decode(facts.size, (target, length, position) => readSync(file, target, 0, length, position));
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  /**
   * Keeps compiled code for later runs. Where that is impossible nothing is kept, nothing is left behind and nobody told.
   * @param compile gives the code; it is called only where there is a place for it
   */
  write(compile: () => CompiledCode): void {
    try {
      if (!makeCacheFolder(this.#folder, this.#surroundings)) return;
      const content = encode(compile());
      // Only now V8 has the flags that the code counts for, which its tag stands for too.
      replace(join(this.#folder, fileName(this.#identity)), content);
      tidy(this.#folder);
    } catch {
      // The next run compiles again, as this one did.
    }
  }

  /**
   * The name of the file to read. Where there is one of this code, whatever its tag, V8 itself tells whether version and flags
   * fit; the module that knows the tag is loaded only to choose among several.
   */
  #keptName(): string | undefined {
    const start = nameStart(this.#identity);
    const names = readdirSync(this.#folder).filter((name) => name.startsWith(start) && name.endsWith(ENDING));
    return names.length > 1 ? fileName(this.#identity) : names[0];
  }
}

/** The name with the tag of V8, which stands for its version and flags and what the processor can do. */
function fileName(identity: CodeIdentity): string {
  const tag = process.getBuiltinModule("node:v8").cachedDataVersionTag();
  return `${nameStart(identity)}${tag}${ENDING}`;
}

function nameStart({ bundle, hash, version }: CodeIdentity): string {
  const { platform, arch, version: node } = process;
  return `${bundle}-${hash}-${version}-${node}-${platform}-${arch}-`;
}

/**
 * The content of a cache file: everything twice. V8 does not check the code, so damage has to be found first, and the two halves of a
 * damaged file differ. To compare them takes 0.1 ms. A checksum takes 2 ms at each start: Node has one only in a module that is not
 * loaded otherwise.
 */
export function encode({ data, text, parts, work }: CompiledCode): Buffer {
  const words = Buffer.from([...work].join(" "), "latin1");
  const start = startOfCode(words.length);
  const head = Buffer.alloc(start);
  MAGIC.copy(head);
  head.writeUInt32LE(parts, MAGIC.length);
  head.writeUInt32LE(words.length, MAGIC.length + 4);
  head.writeUInt32LE(text.length, MAGIC.length + 8);
  words.copy(head, HEADER);
  return Buffer.concat([head, data, text, head, data, text]);
}

/** Reads bytes from a position, at most as many as asked for, and gives their number. */
type ReadAt = (target: Buffer, length: number, position: number) => number;

/**
 * @param size of the content, in bytes
 * @returns undefined for what {@link encode} did not make, or was changed since
 */
export function decode(size: number, readAt: ReadAt): CompiledCode | undefined {
  const half = firstHalf(size, readAt);
  if (half === undefined || !half.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const length = half.readUInt32LE(MAGIC.length + 4);
  const end = half.length - half.readUInt32LE(MAGIC.length + 8);
  return {
    parts: half.readUInt32LE(MAGIC.length),
    work: new Set(half.toString("latin1", HEADER, HEADER + length).split(" ")),
    data: half.subarray(startOfCode(length), end),
    text: half.subarray(end),
  };
}

/** The first half, if the second is the same. That is compared piece by piece: fresh memory costs more than to read into it. */
function firstHalf(size: number, readAt: ReadAt): Buffer | undefined {
  const length = size / 2;
  if (length < HEADER || !Number.isInteger(length)) return undefined;
  const half = Buffer.allocUnsafeSlow(length);
  if (readAt(half, length, 0) !== length) return undefined;
  const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, length));
  for (let at = 0; at < length; ) {
    const got = readAt(piece, Math.min(PIECE, length - at), length + at);
    if (got === 0 || piece.compare(half, at, at + got, 0, got) !== 0) return undefined;
    at += got;
  }
  return half;
}

function startOfCode(words: number): number {
  return Math.ceil((HEADER + words) / ALIGNMENT) * ALIGNMENT;
}

/** A file appears whole or not at all, also where two runs write it at once or the machine stops. */
function replace(file: string, content: Buffer): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const descriptor = openSync(temporary, "wx", 0o600);
  try {
    try {
      writeFileSync(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

/** Removes what other versions of kong-lint and Node kept two months ago, and what a run that was killed left. */
function tidy(folder: string): void {
  const now = Date.now();
  for (const name of readdirSync(folder)) {
    const most = name.endsWith(ENDING) ? 60 * DAY : name.endsWith(".tmp") ? DAY : undefined;
    if (most === undefined) continue;
    const path = join(folder, name);
    if (now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now) > most) unlinkSync(path);
  }
}
