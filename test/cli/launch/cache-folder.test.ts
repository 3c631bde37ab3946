import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheFolder, makeCacheFolder, type Surroundings } from "../../../server/cli/launch/cache-folder.ts";

let home: string;
const user = process.getuid?.();
const isRoot = user === 0;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "kong-lint-home-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function on(platform: string, env: Surroundings["env"]): Surroundings {
  return { platform, env, user };
}

test("the folder is where each system keeps caches", () => {
  expect(cacheFolder(on("linux", { HOME: "/home/ann" }))).toBe("/home/ann/.cache/kong-lint");
  expect(cacheFolder(on("linux", { HOME: "/home/ann", XDG_CACHE_HOME: "/var/c" }))).toBe("/var/c/kong-lint");
  expect(cacheFolder(on("darwin", { HOME: "/Users/ann", XDG_CACHE_HOME: "/var/c" }))).toBe(
    "/Users/ann/Library/Caches/kong-lint",
  );
});

test("without a home, or with a relative one, there is none", () => {
  for (const env of [{}, { HOME: "" }, { HOME: "ann" }, { XDG_CACHE_HOME: "c" }]) {
    expect(cacheFolder(on("linux", env))).toBeUndefined();
  }
  expect(cacheFolder(on("linux", { HOME: "/home/ann", XDG_CACHE_HOME: "c" }))).toBe(
    "/home/ann/.cache/kong-lint",
  );
});

test("the folder is made for its user alone", () => {
  const folder = join(home, ".cache/kong-lint");
  expect(makeCacheFolder(folder, on("linux", {}))).toBe(true);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a home that is not there is not made", () => {
  const folder = join(home, "gone/.cache/kong-lint");
  expect(makeCacheFolder(folder, on("linux", {}))).toBe(false);
  expect(existsSync(join(home, "gone"))).toBe(false);
});

test("a folder that others may write to is not used", () => {
  const folder = join(home, ".cache/kong-lint");
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  expect(makeCacheFolder(folder, on("linux", {}))).toBe(false);
});

test.skipIf(!isRoot)("root makes nothing in the home of another user", () => {
  chownSync(home, 12345, 12345);
  expect(makeCacheFolder(join(home, ".cache/kong-lint"), on("linux", {}))).toBe(false);
  expect(existsSync(join(home, ".cache"))).toBe(false);
});

test("a user makes nothing in a folder of somebody else", () => {
  const stranger = { ...on("linux", {}), user: (user ?? 0) + 1 };
  expect(makeCacheFolder(join(home, ".cache/kong-lint"), stranger)).toBe(false);
  expect(existsSync(join(home, ".cache"))).toBe(false);
});
