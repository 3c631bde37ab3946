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
  const script = new Script(source, {
    filename: file,
    cachedData: readCache(cacheFile),
  });
  const holder = { exports: {} };
  script.runInThisContext()(holder, load, open);
  if (process.env.KONG_LINT_WRITE_CODE_CACHE === name) {
    process.once("exit", () => writeFileSync(cacheFile, script.createCachedData()));
  }
  return holder.exports;
}

/** Data is read as it is: to look for a module means to ask for packages and links on the way as well. */
function load(name) {
  return name.endsWith(".json") ? JSON.parse(readFileSync(join(__dirname, name), "utf8")) : require(name);
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
