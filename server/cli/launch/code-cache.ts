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
import { type CompiledCode, decode, encode } from "./cache-content.ts";
import { cacheFolder, isPrivate, makeCacheFolder, type Surroundings } from "./cache-folder.ts";

/** Which code a cache is of: V8 checks neither its own data nor what the source says, so the name has to. */
export interface CodeIdentity {
  readonly bundle: string;
  /** Of the bundle's text. */
  readonly hash: string;
  /** Of kong-lint. */
  readonly version: string;
}

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
