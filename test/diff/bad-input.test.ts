import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

const NEEDS =
  "`kong-lint diff` expects two files, or --since: kong-lint diff A B, kong-lint diff --since REF [PATH …]";

const files = {
  "kong.conf": "log_level = info\n",
  "binary.conf": new Uint8Array([0, 1, 2, 0, 255, 254, 0, 7]),
  "note.json": '{"a": 1}\n',
};

test.each([
  [[], NEEDS],
  [["kong.conf"], NEEDS],
  [["kong.conf", "kong.conf", "kong.conf"], NEEDS],
  [["kong.conf", "missing.conf"], "missing.conf: no such file or folder"],
  [["binary.conf", "kong.conf"], "binary.conf: is binary data, not a configuration"],
  [["-", "-"], "only one side can be standard input (`-`)"],
  [["kong.conf", "kong.conf", "--format", "sarif"], "--format sarif: expected pretty, markdown or json"],
])("%j is refused in one line", async (argv, line) => {
  const result = await kongLint(folderWith(files), ["diff", ...argv]);
  expect(result).toMatchObject({ code: 2, stdout: "", stderr: `kong-lint: ${line}\n` });
});

test("standard input is a side like any other", async () => {
  const { code, stdout } = await kongLint(folderWith(files), ["diff", "kong.conf", "-"], {
    stdin: "log_level = debug\n",
  });
  expect(code).toBe(1);
  expect(stdout).toContain("+ debug");
});
