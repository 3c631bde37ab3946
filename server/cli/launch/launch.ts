#!/usr/bin/env node
/**
 * Starts the program from its bundles. Compiling a bundle costs more than linting a file, so what V8 compiled is kept below
 * the user's cache folder by the first run and taken from there by the next ones. In the npm package the bundles are packed;
 * there the text is kept too, so that only the first run unpacks it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { setCodeKeeper } from "../../platform/node/code-keeper.ts";
import { ExitCode } from "../exit-code.ts";
import type { Bundle, Core, Load } from "./bundle.ts";
import type { CompiledCode } from "./cache-content.ts";
import { userOf } from "./cache-folder.ts";
import { CodeCache } from "./code-cache.ts";
import { DamagedProgram, MORE, PACKED_FILE, type Packing, partsOf, unpack } from "./packed-program.ts";
import { partLoader } from "./part-loader.ts";
import { refusalOf } from "./supported-node.ts";

/** Set by the build: the hash of each bundle or pack, the version of kong-lint, and how the program is packed if it is. */
declare const KONG_LINT_HASHES: Readonly<Record<string, string>>;
declare const KONG_LINT_VERSION: string;
declare const KONG_LINT_PACKING: Packing | undefined;

/** A bundle or a pack that was opened, with what was kept of it before. */
interface Opened {
  readonly name: string;
  /** undefined for a pack that is no bundle: its parts are small, and compiled one by one. */
  readonly script: Script | undefined;
  /** The pack; empty where the program is not packed. */
  readonly text: Buffer;
  readonly cache: CodeCache | undefined;
  readonly kept: CompiledCode | undefined;
}

/** A flag of V8 that this run set, and the same with V8's default. */
interface ChangedFlag {
  readonly flag: string;
  readonly before: string;
}

const NOTHING = Buffer.alloc(0);

const isProgram = require.main === module;
const opened: Opened[] = [];
const changed: ChangedFlag[] = [];
const work = new Set<string>();
const packs = new Map<string, ReadonlyMap<string, Buffer>>();

/** Loads a part of the program that is in no bundle, its data, or a module of Node. */
export const load: Load =
  KONG_LINT_PACKING === undefined
    ? loadFile
    : partLoader({
        launcher: module.exports,
        text: partText,
        traced: pathOf,
        filename: pathOf,
        nodeModule: require,
      });

/** Gives the parts of the bundles to the files that are loaded later. */
export let core: Core | undefined;

const refusal = refusalOf(process.versions.node);
if (refusal !== undefined) refuse(refusal, ExitCode.usage);
else start();

function start(): void {
  let loader: Core;
  try {
    loader = openBundle("core") as Core;
  } catch (error) {
    if (!(error instanceof DamagedProgram)) throw error;
    refuse(`kong-lint: ${error.message}`, ExitCode.internal);
    return;
  }
  core = loader;
  // A program that uses kong-lint as a library did not ask for files in its user's home.
  if (!isProgram) return;
  const keep = () => keepCode(loader);
  process.once("exit", keep);
  setCodeKeeper({
    keep,
    isFirst: () =>
      opened.some(({ script, cache, kept }) => script && cache !== undefined && kept === undefined),
    setFlag: setOnce,
    note: (word) => void work.add(word),
  });
  loader("./main.cjs");
}

/** Says in one line why the program does not start, or tells the program that uses it. */
function refuse(why: string, code: ExitCode): void {
  if (!isProgram) throw new Error(why);
  process.stderr.write(`${why}\n`);
  process.exitCode = code;
}

/** Runs a bundle, and gives what it exports. */
function openBundle(name: string): unknown {
  const file = `${name}.cjs`;
  const path = pathOf(file);
  const cache = cacheOf(name);
  const found = cache?.read();
  const text = packOf(name, found);
  // The build writes nothing beyond ASCII, and so the reader need not look for it.
  const source = takenFrom(name, file)?.toString("latin1") ?? readFileSync(path, "latin1");
  const compile = () => new Script(source, { filename: path, ...(found && { cachedData: found.data }) });
  const script = withDefaultFlags(compile);
  const kept = script.cachedDataRejected === false ? found : undefined;
  opened.push({ name, script, text, cache, kept });
  // A run over many files would drop the code of its own start, which has not run for a while, and keep the rest.
  if (isProgram && cache !== undefined && kept === undefined)
    setOnce("--no-flush-bytecode", "--flush-bytecode");
  const holder: { exports: unknown } = { exports: {} };
  (script.runInThisContext() as Bundle)(holder, load, openBundle);
  return holder.exports;
}

function pathOf(file: string): string {
  return join(__dirname, file);
}

function cacheOf(name: string): CodeCache | undefined {
  return CodeCache.of(
    { bundle: name, hash: KONG_LINT_HASHES[name] ?? "", version: KONG_LINT_VERSION },
    { env: process.env, platform: process.platform, user: userOf(process) },
  );
}

/** The pack of a name, as it was kept or from the packed file; its parts are known from now on. */
function packOf(name: string, found: CompiledCode | undefined): Buffer {
  const place = KONG_LINT_PACKING?.packs[name];
  if (place === undefined) return NOTHING;
  const text = found?.text ?? unpack(pathOf(PACKED_FILE), place);
  packs.set(name, partsOf(text));
  return text;
}

/** The code of a bundle from its pack, of which only the other parts are kept: in a long session its memory is of more use. */
function takenFrom(name: string, file: string): Buffer | undefined {
  const parts = packs.get(name);
  if (parts === undefined) return undefined;
  const others = [...parts].filter(([part]) => part !== file);
  packs.set(name, new Map(others.map(([part, bytes]) => [part, Buffer.from(bytes)])));
  return parts.get(file);
}

/** The text of a part of the packed program. */
function partText(file: string): string {
  const name = KONG_LINT_PACKING?.places[file] ?? MORE;
  if (!packs.has(name)) {
    const cache = cacheOf(name);
    const kept = cache?.read();
    opened.push({ name, script: undefined, text: packOf(name, kept), cache, kept });
  }
  const bytes = packs.get(name)?.get(file);
  if (bytes === undefined) throw new Error(`kong-lint has no part ${file}`);
  return bytes.toString("latin1");
}

/** The module that sets flags takes longer to load than all else here, and most runs set none. */
function setFlag(flag: string): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(flag);
}

function setOnce(flag: string, before: string): void {
  if (changed.some((each) => each.flag === flag)) return;
  changed.push({ flag, before });
  setFlag(flag);
}

/** Compiled code is made and taken under V8's own flags: it counts for no others, and every run starts with these. */
function withDefaultFlags<Made>(make: () => Made): Made {
  for (const { before } of changed) setFlag(before);
  const made = make();
  for (const { flag } of changed) setFlag(flag);
  return made;
}

/** Data is read as it is: to look for a module means to ask for packages and links on the way as well. */
function loadFile(name: string): unknown {
  return name.endsWith(".json") ? JSON.parse(readFileSync(pathOf(name), "utf8")) : require(name);
}

/** Keeps what this run compiled or unpacked, where nothing was kept before or less of the bundle had been run then. */
function keepCode(loader: Core): void {
  for (const { name, script, text, cache, kept } of opened.splice(0)) {
    const parts = loader.parts(name);
    const before = kept?.work ?? new Set();
    const hasMore = parts > (kept?.parts ?? 0) || [...work].some((word) => !before.has(word));
    if (cache === undefined || !(script === undefined ? kept === undefined : hasMore)) continue;
    const all = new Set([...before, ...work]);
    withDefaultFlags(() =>
      cache.write(() => ({ data: script?.createCachedData() ?? NOTHING, parts, work: all, text })),
    );
  }
}
