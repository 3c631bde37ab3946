import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sample } from "../depth.ts";
import { UNREAD_FORMATS, UNREAD_WITHOUT_NAME } from "../fixtures/unread-formats.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const names = Object.keys(UNREAD_FORMATS);
const textOf = (name: string) => UNREAD_FORMATS[name]?.[0] ?? "";
const whatOf = (name: string) => UNREAD_FORMATS[name]?.[1] ?? "";
const files = Object.fromEntries(names.map((name) => [name, textOf(name)]));

describe("a file without Kong settings that kong-lint can read", () => {
  test.each(names)("gives one line when it is named, and no fix touches it: %s", async (name) => {
    const folder = folderWith({ [name]: textOf(name) });
    const result = await kongLint(folder, ["--fix", "--unsafe-fixes", name]);
    expect(result).toMatchObject({
      code: 0,
      stderr: `kong-lint: ${name} is skipped: ${whatOf(name)} without Kong settings that kong-lint can read\n`,
    });
    expect(readFileSync(join(folder, name), "utf8")).toBe(textOf(name));
  });

  test.each(names)("comes back from a filter as it went in: %s", async (name) => {
    const argv = ["--fix", "--unsafe-fixes", "--stdin-filename", name, "-"];
    const result = await kongLint(folderWith({}), argv, { stdin: textOf(name) });
    expect(result.code).toBe(0);
    expect(result.stdout).toBe(textOf(name));
    expect(result.stderr).toContain(
      `${name} is skipped: ${whatOf(name)} without Kong settings that kong-lint can read\n`,
    );
  });

  test.each(UNREAD_WITHOUT_NAME)("is known by its content alone: %s", async (name) => {
    const { code, stderr } = await kongLint(folderWith({}), ["-"], { stdin: textOf(name) });
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^kong-lint: <stdin> is skipped: an? [\w ]+ without Kong settings that kong-lint can read$/m,
    );
  });

  test("gives no finding in a folder or through a glob", async () => {
    const folder = folderWith({ ...files, "kong.conf": "log_level = info\n" });
    for (const operands of [["."], ["**/*"]]) {
      const { code, stdout } = await kongLint(folder, [...operands, "--format", "json"]);
      expect(code).toBe(0);
      const paths = JSON.parse(stdout).files.map(({ path }: { readonly path: string }) => path);
      expect(paths).toEqual(["kong.conf"]);
    }
  });

  test.each([
    ["effective"],
    ["upgrade", "--from", "3.4", "--to", "3.9"],
    ["upgrade", "--from", "3.4", "--to", "3.9", "--write"],
  ])("is refused with a line by %s", async (...command) => {
    const folder = folderWith(files);
    for (const name of names) {
      const result = await kongLint(folder, [...command, name]);
      expect(result).toMatchObject({
        code: 2,
        stdout: "",
        stderr: expect.stringContaining(
          `${name}: ${whatOf(name)} without Kong settings that kong-lint can read`,
        ),
      });
      expect(readFileSync(join(folder, name), "utf8")).toBe(textOf(name));
    }
  });
});

describe("settings of Kong under the name of another format", () => {
  const conf = "# Kong\ndatabase = off\nlog_level = notice\nproxy_listen = 0.0.0.0:8000\n";
  test.each(["settings.yaml", "notes.md", "kong.json", "Dockerfile", "kong.sh", "kong.txt", "x"])(
    "are read: %s",
    async (name) => {
      const { stdout } = await kongLint(folderWith({ [name]: `${conf}lost_level = x\n` }), [name]);
      expect(stdout).toContain("lost_level");
    },
  );

  test.each(["exported", "kong.txt", "variables.sh"])("are variables: %s", async (name) => {
    const text = "# x\nexport PATH_OF=x\nexport KONG_DATABASE=off\nexport KONG_LOG_LEVEL=loud\n";
    const { stdout } = await kongLint(folderWith({ [name]: text }), [name]);
    expect(stdout).toContain(":4:");
    expect(stdout).toContain("1 error");
  });
});

const shared = fileURLToPath(new URL("../../../shared/formats/corpus", import.meta.url));
const hasShared = existsSync(shared);
if (!hasShared) console.warn(`skipped: no collected files of other formats at ${shared}`);

test.skipIf(!hasShared)("no collected file of a format that is not read has findings", async () => {
  const folders = readdirSync(shared, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders.flatMap(({ name }) =>
    readdirSync(join(shared, name)).map((file) => `${name}/${file}`),
  );
  const { stdout } = await kongLint(shared, [...sample(sample(paths)), "--format", "json"]);
  const read: string[] = JSON.parse(stdout).files.map(({ path }: { readonly path: string }) => path);
  const foreign = read.filter(
    (path) =>
      !/^(?:ansible\/\d+\.j2|(?:compose|dockerfile|ecs|envfile|helm-release|helm-template|helm-values|kgo|kubernetes|nomad|readme|shell|systemd|terraform)\/\d+\..*)$/.test(
        path,
      ),
  );
  expect(read.length).toBeGreaterThan(0);
  expect(foreign).toEqual([]);
});
