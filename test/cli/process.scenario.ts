import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderWith } from "./run-cli.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a line of the shell in which `$KL` is the program as a process of its own. */
function shell(line: string, folder: string, environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", line], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    env: {
      PATH: process.env.PATH ?? "",
      KL: `${process.execPath} --import ${root}/node_modules/tsx/dist/loader.mjs ${root}/server/cli/bin.ts --kong-version 3.9`,
      ...environment,
    },
  });
  return { status, stdout, stderr };
}

const MANY = Array.from({ length: 3000 }, (_, index) => `no_such_${index} = 1\n`).join("");

describe("as a process", () => {
  test("reads standard input and ends with the exit code", () => {
    const { status, stdout } = shell("echo 'no_such = 1' | $KL --format compact -", folderWith({}));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^<stdin>:1:1: error: /);
  });

  test.each([
    ["without an end", "/dev/zero", "has no end"],
    ["that is a folder", ".", "is a folder"],
  ])("input %s is one clear line", (_, input, reason) => {
    const { status, stdout, stderr } = shell(`$KL - <${input}`, folderWith({}));
    expect(status).toBe(2);
    expect(stdout).toBe("No files were linted\n");
    expect(stderr).toBe(`kong-lint: <stdin>: ${reason}\n`);
  });

  test("a pipe is not waited for by a run that fixes", () => {
    const { status, stderr } = shell("mkfifo kong.conf && $KL --fix kong.conf", folderWith({}));
    expect(status).toBe(2);
    expect(stderr).toBe("kong-lint: kong.conf: is not a regular file, so it cannot be fixed\n");
  });

  test("input that comes in pieces is read to its end", () => {
    const { status, stdout } = shell(
      `{ printf 'no_such'; $NODE -e 'setTimeout(() => {}, 100)'; printf ' = 1\\n'; } | $KL --format compact -`,
      folderWith({}),
      { NODE: process.execPath },
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/^<stdin>:1:1: error: .*`no_such`/);
  });

  test("a reader that goes away is no error", () => {
    const folder = folderWith({ "kong.conf": MANY });
    const { stdout, stderr } = shell(
      "$KL --format json kong.conf | head -c 5; code=${PIPESTATUS[0]}; echo; echo $code",
      folder,
    );
    expect(stdout).toBe('{"ver\n1\n');
    expect(stderr).toBe("");
  });

  test("a full disk is one line and exit code 2", () => {
    if (!existsSync("/dev/full")) return;
    const { status, stderr } = shell(
      "$KL kong.conf > /dev/full",
      folderWith({ "kong.conf": "no_such = 1\n" }),
    );
    expect(status).toBe(2);
    expect(stderr).toBe("kong-lint: standard output cannot be written (ENOSPC)\n");
  });

  test("a report may go to a pipe by name", () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\n" });
    const { stdout, stderr } = shell(
      "$KL --format json:/dev/stdout kong.conf | cat; $KL --format compact:>(sed s/^/via:/) kong.conf; wait $!",
      folder,
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^\{"version":1/);
    expect(stdout).toContain("via:kong.conf:1:1: error");
  });

  test("a large report through a pipe is whole", () => {
    const folder = folderWith({ "kong.conf": MANY });
    const { stdout } = shell("$KL --format json kong.conf | (sleep 0.2; cat)", folder);
    expect(JSON.parse(stdout).files[0].findings).toHaveLength(3000);
  });

  test("colours may be forced", () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\n" });
    expect(shell("$KL kong.conf", folder).stdout).not.toContain("\u001b");
    expect(shell("$KL kong.conf", folder, { FORCE_COLOR: "1" }).stdout).toContain("\u001b[1;31m");
  });
});
