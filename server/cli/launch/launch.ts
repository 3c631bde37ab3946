#!/usr/bin/env node
/**
 * Starts the program from its bundles. Compiling a bundle costs more than linting a file, so what V8 compiled is kept below
 * the user's cache folder by the first run and taken from there by the next ones.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { setCodeKeeper } from "../../platform/node/code-keeper.ts";
import { ExitCode } from "../exit-code.ts";
import type { Bundle, Core } from "./bundle.ts";
import { CodeCache, type CompiledCode } from "./code-cache.ts";
import { refusalOf } from "./supported-node.ts";

/** Set by the build: the hash of each bundle, and the version of kong-lint. */
declare const KONG_LINT_BUNDLES: Readonly<Record<string, string>>;
declare const KONG_LINT_VERSION: string;

/** A bundle that was opened, with what was kept of it before. */
interface Opened {
  readonly name: string;
  readonly script: Script;
  readonly cache: CodeCache | undefined;
  readonly kept: CompiledCode | undefined;
}

/** A flag of V8 that this run set, and the same with V8's default. */
interface ChangedFlag {
  readonly flag: string;
  readonly before: string;
}

const isProgram = require.main === module;
const opened: Opened[] = [];
const changed: ChangedFlag[] = [];
const work = new Set<string>();

/** Gives the parts of the bundles to the files that are loaded later. */
export let core: Core | undefined;

const refusal = refusalOf(process.versions.node);
if (refusal === undefined) start();
else if (isProgram) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = ExitCode.usage;
} else throw new Error(refusal);

function start(): void {
  const loader = openBundle("core") as Core;
  core = loader;
  // A program that uses kong-lint as a library did not ask for files in its user's home.
  if (!isProgram) return;
  const keep = () => keepCode(loader);
  process.once("exit", keep);
  setCodeKeeper({
    keep,
    isFirst: () => opened.some(({ cache, kept }) => cache !== undefined && kept === undefined),
    setFlag: setOnce,
    note: (word) => void work.add(word),
  });
  loader("./main.cjs");
}

/** Runs a bundle, and gives what it exports. */
function openBundle(name: string): unknown {
  const file = join(__dirname, `${name}.cjs`);
  const cache = CodeCache.of(
    { bundle: name, hash: KONG_LINT_BUNDLES[name] ?? "", version: KONG_LINT_VERSION },
    { env: process.env, platform: process.platform, user: userOf(process) },
  );
  const found = cache?.read();
  // The build writes nothing beyond ASCII, and so the reader need not look for it.
  const source = readFileSync(file, "latin1");
  const compile = () => new Script(source, { filename: file, ...(found && { cachedData: found.data }) });
  const script = withDefaultFlags(compile);
  const kept = script.cachedDataRejected === false ? found : undefined;
  opened.push({ name, script, cache, kept });
  // A run over many files would drop the code of its own start, which has not run for a while, and keep the rest.
  if (isProgram && cache !== undefined && kept === undefined)
    setOnce("--no-flush-bytecode", "--flush-bytecode");
  const holder: { exports: unknown } = { exports: {} };
  (script.runInThisContext() as Bundle)(holder, load, openBundle);
  return holder.exports;
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
function load(name: string): unknown {
  return name.endsWith(".json") ? JSON.parse(readFileSync(join(__dirname, name), "utf8")) : require(name);
}

/** Keeps what this run compiled, where nothing was kept before or less of the bundle had been run then. */
function keepCode(loader: Core): void {
  for (const { name, script, cache, kept } of opened.splice(0)) {
    const parts = loader.parts(name);
    const before = kept?.work ?? new Set();
    const isNew = parts > (kept?.parts ?? 0) || [...work].some((word) => !before.has(word));
    if (cache === undefined || !isNew) continue;
    const all = new Set([...before, ...work]);
    withDefaultFlags(() => cache.write(() => ({ data: script.createCachedData(), parts, work: all })));
  }
}

/** A program with borrowed rights keeps nothing: its environment is not that of the user whose rights it has. */
function userOf({ getuid, geteuid }: NodeJS.Process): number | undefined {
  const user = getuid?.();
  return user === geteuid?.() ? user : -1;
}
