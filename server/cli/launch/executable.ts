/**
 * Starts the program of a single executable. Node runs this file once, when the executable is built, and keeps the memory as a
 * snapshot; the function at its end runs at each start. While the snapshot is made the parts of the program are read from
 * `dist`, and later from the executable.
 */
import { readFileSync } from "node:fs";
import { startupSnapshot } from "node:v8";
import { Script } from "node:vm";
import type { Bundle, Core } from "./bundle.ts";
import { partLoader } from "./part-loader.ts";

/** The core, put before this file by the build. */
declare const KONG_LINT_CORE: Bundle;

/** What arrays of Node 20 lack while a snapshot is made, and have again when it is started. */
const COPYING_METHODS = {
  toReversed(this: readonly unknown[]): unknown[] {
    return [...this].reverse();
  },
  toSorted(this: readonly unknown[], compare?: (one: unknown, other: unknown) => number): unknown[] {
    return [...this].sort(compare);
  },
  with(this: readonly unknown[], at: number, value: unknown): unknown[] {
    const copy = [...this];
    copy[at < 0 ? at + copy.length : at] = value;
    return copy;
  },
};
for (const [name, value] of Object.entries(COPYING_METHODS)) {
  if (Object.hasOwn(Array.prototype, name)) continue;
  Object.defineProperty(Array.prototype, name, { value, configurable: true, writable: true });
  startupSnapshot.addSerializeCallback(() => Reflect.deleteProperty(Array.prototype, name));
}

let isStarted = false;
const launcher: { core?: Core } = {};
const load = partLoader({
  launcher,
  text: (file) => (file.endsWith(".json") ? data(file) : code(file)),
  traced: (file) => file,
  filename: () => process.execPath,
  nodeModule: require,
});
const core = opened(KONG_LINT_CORE) as Core;
launcher.core = core;

// A small lint compiles and sets up what every run needs. Its report goes to whoever builds the executable, and its end is not that
// of the process, which goes on to keep the memory.
const { exit } = process;
process.exit = (code) => {
  process.exitCode = code ?? 0;
  return undefined as never;
};
process.argv.splice(1, Number.POSITIVE_INFINITY, "kong-lint", "--kong-version", "3.9", "kong.conf");
core("./main.cjs");

startupSnapshot.setDeserializeMainFunction(() => {
  isStarted = true;
  process.exit = exit;
  core.forget("./main.cjs");
  core("./main.cjs");
});

function opened(bundle: Bundle): unknown {
  const holder: { exports: unknown } = { exports: {} };
  bundle(holder, load, openBundle);
  return holder.exports;
}

function openBundle(name: string): unknown {
  return opened(new Script(code(`${name}.cjs`), { filename: `${name}.cjs` }).runInThisContext());
}

/** The build writes nothing beyond ASCII into code. */
function code(file: string): string {
  if (!isStarted) return readFileSync(`dist/${file}`, "latin1");
  // The types say that it may be text; it is the bytes.
  return Buffer.from(sea().getRawAsset(file) as ArrayBuffer).toString("latin1");
}

function data(file: string): string {
  return isStarted ? sea().getAsset(file, "utf8") : readFileSync(`dist/${file}`, "utf8");
}

/** Only an executable has it, so it cannot be loaded while the snapshot is made. */
function sea(): typeof import("node:sea") {
  return require("node:sea");
}
