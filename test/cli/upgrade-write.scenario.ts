import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../server/cli/main.ts";
import { FileError } from "../../server/platform/file-error.ts";
import { nodePlatform } from "../../server/platform/node.ts";
import type { Replacement } from "../../server/platform/replacement.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const OLD = "custom_plugins = a, b\nnginx_worker_processes = 2\n";
const argv = ["upgrade", "--from", "0.14", "--to", "1.0", "--write", "kong.conf"];

/** A run in which no file can be written, for that reason. */
async function runFailing(reason: string) {
  const folder = folderWith({ "kong.conf": OLD });
  const platform = nodePlatform();
  let stderr = "";
  let stdout = "";
  const replace = ([first]: readonly Replacement[]) =>
    Promise.reject(new FileError(first?.path ?? "", reason));
  const code = await main(argv, {
    platform: {
      ...platform,
      workingFolder: folder,
      environment: {},
      files: { ...platform.files, replace },
    },
    stdin: async () => new Uint8Array(),
    stdout: {
      write(text) {
        stdout += text;
      },
    },
    stderr: {
      write(text) {
        stderr += text;
      },
    },
  });
  return { code, stdout, stderr, text: readFileSync(join(folder, "kong.conf"), "utf8") };
}

describe("upgrade --write", () => {
  test("writes what it can", async () => {
    const folder = folderWith({ "kong.conf": OLD });
    const { stderr } = await kongLint(folder, argv);
    expect(stderr).toMatch(/^kong-lint: applied \d edits? to kong\.conf; remaining items:\n$/);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).not.toBe(OLD);
  });

  test.each(["permission denied", "the file system is read-only", "no space left on the device"])(
    "says in one line that it cannot: %s",
    async (reason) => {
      expect(await runFailing(reason)).toEqual({
        code: 2,
        stdout: "",
        stderr: `kong-lint: cannot write kong.conf: ${reason}\n`,
        text: OLD,
      });
    },
  );

  test("a file that cannot be written as it is leaves nothing half done", async () => {
    const folder = folderWith({ "kong.conf": OLD });
    mkdirSync(join(folder, "closed"));
    writeFileSync(join(folder, "closed/kong.conf"), OLD, { mode: 0o444 });
    // The owner of the machine may write everything.
    const isRoot = process.getuid?.() === 0;
    const { code, stderr } = await kongLint(folder, [...argv.slice(0, -1), "closed/kong.conf"]);
    expect([0, 1, 2]).toContain(code);
    if (!isRoot) expect(stderr).toBe("kong-lint: cannot write closed/kong.conf: permission denied\n");
    expect(stderr).not.toContain("internal error");
  });

  test.runIf(existsSync("/dev/full"))("to a full disk", () => {
    const root = new URL("../..", import.meta.url).pathname;
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "server/cli/bin.ts", ...argv.slice(0, -1), "-"],
      { cwd: root, input: OLD, stdio: ["pipe", full, "pipe"] },
    );
    closeSync(full);
    expect(String(stderr)).toBe("kong-lint: standard output cannot be written (ENOSPC)\n");
    expect(status).toBe(2);
  });
});

test("what cannot be done with a file is one line, though the command did not think of it", async () => {
  const folder = folderWith({ "kong.conf": OLD });
  const platform = nodePlatform();
  const facts = () => Promise.reject(new FileError(`${folder}/a.conf`, "the device reports an error"));
  const io = { platform: { ...platform, workingFolder: folder, files: { ...platform.files, facts } } };
  let stderr = "";
  const code = await main(["kong.conf"], {
    ...io,
    stdin: async () => new Uint8Array(),
    stdout: { write: () => undefined },
    stderr: {
      write(text) {
        stderr += text;
      },
    },
  });
  expect({ code, stderr }).toEqual({ code: 2, stderr: "kong-lint: a.conf: the device reports an error\n" });
});
