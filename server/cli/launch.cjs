#!/usr/bin/env node
"use strict";
/**
 * Starts the program from its bundle. Compiling the bundle costs more than linting a file, so the build leaves the compiled
 * code beside it; V8 refuses it when it is of another version, and then the bundle is compiled as any module is.
 */
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const bundle = join(__dirname, "core.cjs");
const cacheFile = join(__dirname, "core.code-cache");

function readCache() {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const source = readFileSync(bundle, "latin1");
const script = new Script(`(function(module,require){${source}\n})`, {
  filename: bundle,
  cachedData: readCache(),
});
const holder = { exports: {} };
script.runInThisContext()(holder, require);

/** Gives the chunks of the bundle to those that are loaded later. */
exports.core = holder.exports;

if (require.main === module) {
  exports.core("./main.cjs");
  if (process.env.KONG_LINT_WRITE_CODE_CACHE !== undefined) {
    process.once("exit", () => writeFileSync(cacheFile, script.createCachedData()));
  }
}
