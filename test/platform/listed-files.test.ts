import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ListedFiles } from "../../server/platform/listed-files.ts";
import { nodeFiles } from "../../server/platform/node.ts";
import type { FileSystem } from "../../server/platform/platform.ts";

let folder: string;
let asked: string[];
let files: ListedFiles;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kong-lint-listed-")).replaceAll("\\", "/");
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "kong.conf"), "");
  asked = [];
  const watched: FileSystem = {
    ...nodeFiles,
    facts: (path) => {
      asked.push(path);
      return nodeFiles.facts(path);
    },
  };
  files = new ListedFiles(watched);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("what was not listed is not asked about, what was is", async () => {
  await files.list(folder);
  expect(await files.facts(`${folder}/.kong-lint.yaml`)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(await files.facts(`${folder}/kong.conf`)).toEqual({ kind: "file", size: 0 });
  expect(asked).toEqual([`${folder}/kong.conf`]);
});

test("a folder that was not listed is asked about", async () => {
  await files.list(folder);
  writeFileSync(join(folder, "sub/.kong-lint.yaml"), "rules: {}\n");
  expect((await files.facts(`${folder}/sub/.kong-lint.yaml`))?.kind).toBe("file");
});

test("a file that was written since is found", async () => {
  await files.list(folder);
  await files.write(`${folder}/.kong-lint.yaml`, "rules: {}\n");
  expect((await files.facts(`${folder}/.kong-lint.yaml`))?.kind).toBe("file");
});
