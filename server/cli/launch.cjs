#!/usr/bin/env node
"use strict";
/**
 * Starts the program from its bundles. Compiling a bundle costs more than linting a file, so the build leaves the compiled
 * code beside it; V8 refuses it when it is of another version, and then the bundle is compiled as any module is.
 */
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

/** Runs a bundle, and gives what it exports. */
function open(name) {
  const file = join(__dirname, `${name}.cjs`);
  const cacheFile = join(__dirname, `${name}.code-cache`);
  const source = readFileSync(file, "latin1");
  const script = new Script(`(function(module,require,open){${source}\n})`, {
    filename: file,
    cachedData: readCache(cacheFile),
  });
  const holder = { exports: {} };
  script.runInThisContext()(holder, require, open);
  if (process.env.KONG_LINT_WRITE_CODE_CACHE === name) {
    process.once("exit", () => writeFileSync(cacheFile, script.createCachedData()));
  }
  return holder.exports;
}

function readCache(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Gives the chunks of the bundles to those that are loaded later. */
exports.core = open("core");

if (require.main === module) exports.core("./main.cjs");
