import {
  chmodSync,
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
import { FileError } from "../../server/platform/file-error.ts";
import { nodeFiles } from "../../server/platform/node.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kong-lint-platform-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("writing a file", () => {
  test("keeps the mode and leaves nothing else behind", async () => {
    const path = join(folder, "kong.conf");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    await nodeFiles.write(path, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(["kong.conf"]);
  });

  test("follows a symbolic link and keeps it", async () => {
    writeFileSync(join(folder, "real.conf"), "old");
    symlinkSync("real.conf", join(folder, "kong.conf"));
    await nodeFiles.write(join(folder, "kong.conf"), "new");
    expect(lstatSync(join(folder, "kong.conf")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "real.conf"), "utf8")).toBe("new");
  });

  test("writes what a link promises although it is not there yet", async () => {
    symlinkSync("later.conf", join(folder, "kong.conf"));
    await nodeFiles.write(join(folder, "kong.conf"), "new");
    expect(readFileSync(join(folder, "later.conf"), "utf8")).toBe("new");
  });

  test("a folder in the way is an error in plain words, and nothing is left behind", async () => {
    await expect(nodeFiles.write(join(folder, "missing/kong.conf"), "new")).rejects.toThrow(
      "no such file or folder",
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test("bytes stay bytes", async () => {
    const path = join(folder, "bytes");
    await nodeFiles.write(path, Uint8Array.of(0xff, 0, 0xc3));
    expect([...(await nodeFiles.read(path))]).toEqual([0xff, 0, 0xc3]);
  });
});

test("a missing file has no facts and cannot be read", async () => {
  expect(await nodeFiles.facts(join(folder, "none"))).toBeUndefined();
  await expect(nodeFiles.read(join(folder, "none"))).rejects.toBeInstanceOf(FileError);
});

test("a folder lists its names in order, and links as what they lead to", async () => {
  writeFileSync(join(folder, "b.conf"), "");
  symlinkSync("b.conf", join(folder, "a.conf"));
  symlinkSync("nowhere", join(folder, "c.conf"));
  expect(await nodeFiles.list(folder)).toEqual([
    { name: "a.conf", kind: "file", isLink: true },
    { name: "b.conf", kind: "file", isLink: false },
    { name: "c.conf", kind: "other", isLink: true },
  ]);
});
