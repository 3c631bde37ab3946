import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CompiledCode, decode, encode } from "../../../server/cli/launch/cache-content.ts";
import { CodeCache } from "../../../server/cli/launch/code-cache.ts";

const identity = { bundle: "core", hash: "0123456789abcdef", version: "1.2.3" };
const code = {
  data: Buffer.from("what V8 made of it".repeat(50)),
  text: Buffer.from("what it was made of".repeat(20)),
  parts: 3,
  work: new Set(["compose", "findings"]),
};

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kong-lint-home-"));
  folder = join(home, ".cache/kong-lint");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function cache(of = identity, user = process.getuid?.()): CodeCache {
  const found = CodeCache.of(of, { env: { HOME: home }, platform: "linux", user });
  if (found === undefined) throw new Error("no place for a cache");
  return found;
}

/** Writes the cache, and gives the path of its file. */
function written(): string {
  cache().write(() => code);
  const [name = ""] = readdirSync(folder);
  return join(folder, name);
}

/** The content as it would be read from a file. */
function decoded(content: Buffer): CompiledCode | undefined {
  return decode(content.length, (target, length, position) =>
    content.copy(target, 0, position, position + length),
  );
}

test("what was kept is read again", () => {
  expect(cache().read()).toBeUndefined();
  written();
  expect(cache().read()).toEqual(code);
});

test("the name says of what it is", () => {
  const file = written();
  const tag = String(cachedDataVersionTag());
  for (const part of ["core", identity.hash, "1.2.3", process.version, process.arch, tag]) {
    expect(file).toContain(part);
  }
});

test("code of another bundle, text or version is not read", () => {
  written();
  for (const other of [{ bundle: "serve" }, { hash: "0123456789abcdee" }, { version: "1.2.4" }]) {
    expect(cache({ ...identity, ...other }).read()).toBeUndefined();
  }
});

test("the tag in the name is that of the flags under which the code was made", () => {
  const tag = String(cachedDataVersionTag());
  setFlagsFromString("--no-flush-bytecode");
  cache().write(() => {
    setFlagsFromString("--flush-bytecode");
    return code;
  });
  expect(readdirSync(folder)).toEqual([expect.stringContaining(`-${tag}.`)]);
});

test("among caches under several flags that of this run is read", () => {
  const file = written();
  writeFileSync(file.replace(/-\d+\.code-cache$/, "-1.code-cache"), encode({ ...code, parts: 7 }), {
    mode: 0o600,
  });
  expect(readdirSync(folder)).toHaveLength(2);
  expect(cache().read()).toEqual(code);
});

test("one flipped bit anywhere makes it unreadable", () => {
  const content = encode(code);
  for (let bit = 0; bit < content.length * 8; bit++) {
    const flipped = Buffer.from(content);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(decoded(flipped)).toBeUndefined();
  }
});

test("files of several pieces are compared to their ends", () => {
  const long = { ...code, text: Buffer.alloc(300_000, "text ") };
  const content = encode(long);
  expect(decoded(content)).toEqual(long);
  for (const at of [content.length - 1, (content.length >> 1) - 1, 140_000, 440_000]) {
    const flipped = Buffer.from(content);
    flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
    expect(decoded(flipped)).toBeUndefined();
  }
});

test("there may be nothing compiled, or no text", () => {
  for (const part of [{ data: Buffer.alloc(0) }, { text: Buffer.alloc(0) }])
    expect(decoded(encode({ ...code, ...part }))).toEqual({ ...code, ...part });
});

test("a file that was cut off, lengthened or half zeroed is not read", () => {
  const content = encode(code);
  for (const length of [0, 1, 8, 12, 16, 17, content.length - 1])
    expect(decoded(content.subarray(0, length))).toBeUndefined();
  expect(decoded(Buffer.concat([content, Buffer.alloc(1)]))).toBeUndefined();
  expect(
    decoded(Buffer.concat([content.subarray(0, 500), Buffer.alloc(content.length - 500)])),
  ).toBeUndefined();
  truncateSync(written(), 100);
  expect(cache().read()).toBeUndefined();
});

test("a damaged file is replaced", () => {
  truncateSync(written(), 100);
  cache().write(() => code);
  expect(cache().read()).toEqual(code);
});

test.skipIf(process.platform === "win32")("a file or folder that others may write to is not read", () => {
  const file = written();
  chmodSync(file, 0o620);
  expect(cache().read()).toBeUndefined();
  chmodSync(file, 0o600);
  chmodSync(folder, 0o702);
  expect(cache().read()).toBeUndefined();
});

test.skipIf(process.platform === "win32")("a file of somebody else is not read", () => {
  written();
  expect(cache(identity, (process.getuid?.() ?? 0) + 1).read()).toBeUndefined();
});

test.skipIf(process.platform === "win32")("a link is not followed", () => {
  const file = written();
  renameSync(file, join(home, "elsewhere"));
  symlinkSync(join(home, "elsewhere"), file);
  expect(cache().read()).toBeUndefined();
});

test("where nothing can be written nothing is compiled, and nothing is left", () => {
  mkdirSync(join(home, ".cache"));
  writeFileSync(folder, "a file in place of the folder");
  let compiled = false;
  cache().write(() => {
    compiled = true;
    return code;
  });
  expect(compiled).toBe(false);
  expect(readFileSync(folder, "utf8")).toBe("a file in place of the folder");
});

test("a write that fails leaves no file", () => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  cache().write(() => {
    throw new Error("no memory");
  });
  expect(readdirSync(folder)).toEqual([]);
});

test("what no version has used for two months goes, what is newer stays", () => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, days] of [
    ["old.code-cache", 61],
    ["new.code-cache", 59],
    ["old.code-cache.77.tmp", 2],
    ["new.code-cache.78.tmp", 0],
    ["other", 500],
  ] as const) {
    writeFileSync(join(folder, name), "");
    const time = Date.now() / 1000 - days * 86_400;
    utimesSync(join(folder, name), time, time);
  }
  written();
  const names = readdirSync(folder);
  expect(names).toEqual(expect.arrayContaining(["new.code-cache", "new.code-cache.78.tmp", "other"]));
  expect(names).toHaveLength(4);
});

test("there is none without a home, and none where Node's own switch forbids it", () => {
  const surroundings = { platform: "linux", user: process.getuid?.() };
  expect(CodeCache.of(identity, { ...surroundings, env: {} })).toBeUndefined();
  const env = { HOME: home, NODE_DISABLE_COMPILE_CACHE: "1" };
  expect(CodeCache.of(identity, { ...surroundings, env })).toBeUndefined();
});
