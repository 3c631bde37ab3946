import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { nodeCalls } from "../../server/platform/node/node-calls.ts";
import { replaceFiles } from "../../server/platform/node/replace-files.ts";
import { nodeFiles } from "../../server/platform/node.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kong-lint-replacing-"));
  path = join(folder, "kong.conf");
  writeFileSync(path, "old");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const change = (at = path) => ({ path: at, content: bytes("new"), before: bytes("old") });

/** Whether a program of the system did what it was asked to; many file systems and machines have none of this. */
const can = (program: string, ...argv: string[]) => spawnSync(program, argv, { cwd: folder }).status === 0;

/** What a program of the system says. */
const told = (program: string, ...argv: string[]) =>
  spawnSync(program, argv, { cwd: folder }).stdout.toString();

describe("replacing a file that was read", () => {
  test.each([0o600, 0o640, 0o664, 0o755])("keeps the mode %o", async (mode) => {
    chmodSync(path, mode);
    await nodeFiles.replace([change()]);
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o7777).toBe(mode);
    expect(readdirSync(folder)).toEqual(["kong.conf"]);
  });

  test("keeps a list of access, where the system has them", async (context) => {
    chmodSync(path, 0o600);
    if (!can("setfacl", "-m", "u:1:r", "kong.conf")) return context.skip("no setfacl here");
    const before = told("getfacl", "kong.conf");
    await nodeFiles.replace([change()]);
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(told("getfacl", "kong.conf")).toBe(before);
  });

  test("keeps attributes, where the system has them", async (context) => {
    if (!can("setfattr", "-n", "user.owner", "-v", "team-a", "kong.conf"))
      return context.skip("no setfattr here");
    await nodeFiles.replace([change()]);
    expect(told("getfattr", "--only-values", "-n", "user.owner", "kong.conf")).toBe("team-a");
  });

  test("writes where the system cannot copy a file with all that belongs to it", async () => {
    chmodSync(path, 0o640);
    const { ino } = statSync(path);
    await replaceFiles([change()], { ...nodeCalls, run: () => false });
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path)).toMatchObject({ ino });
    expect(readdirSync(folder)).toEqual(["kong.conf"]);
  });

  test("changes all names of a file", async () => {
    linkSync(path, join(folder, "again.conf"));
    await nodeFiles.replace([change()]);
    expect(readFileSync(join(folder, "again.conf"), "utf8")).toBe("new");
    expect(statSync(path).nlink).toBe(2);
  });

  test("follows a symbolic link and keeps it", async () => {
    symlinkSync("kong.conf", join(folder, "link.conf"));
    await nodeFiles.replace([change(join(folder, "link.conf"))]);
    expect(lstatSync(join(folder, "link.conf")).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("new");
  });

  test("leaves alone what changed meanwhile, and every other file with it", async () => {
    const other = join(folder, "other.conf");
    writeFileSync(other, "theirs");
    await expect(nodeFiles.replace([change(), change(other)])).rejects.toMatchObject({
      name: "FileError",
      path: other,
      message: "it changed since it was read, so nothing was written",
    });
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readFileSync(other, "utf8")).toBe("theirs");
    expect(readdirSync(folder).sort()).toEqual(["kong.conf", "other.conf"]);
  });

  test("refuses a pipe", async (context) => {
    if (!can("mkfifo", "pipe")) return context.skip("no mkfifo here");
    await expect(nodeFiles.replace([change(join(folder, "pipe"))])).rejects.toThrow("is not a regular file");
  });

  test("says that a file is gone", async () => {
    rmSync(path);
    await expect(nodeFiles.replace([change()])).rejects.toThrow("no such file or folder");
  });
});
