import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { amount } from "../depth.ts";
import { type CliResult, folderWith, kongLint } from "./run-cli.ts";

/** Bytes without a pattern. */
const NOISE = new Uint8Array(5000).map((_, index) => (index * 2654435761) >>> 24);

/** One clear line on standard error, no stack trace, nothing on standard output but a report. */
function expectOneLine({ code, stderr }: CliResult, words: string): void {
  expect(stderr).toContain(words);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
}

describe("flags", () => {
  test.each([
    [["--fromat", "json"], "unknown option --fromat; did you mean --format?"],
    [["--format", "jsn"], "--format jsn: unknown format; did you mean json?"],
    [["--format"], "--format needs a value"],
    [["--fix=yes"], "--fix does not accept a value"],
    [["-x"], "unknown option -x; `kong-lint --help` lists the options"],
    [["--unsafe-fixes", "kong.conf"], "--unsafe-fixes requires --fix"],
    [["--fail-on", "fatal"], "--fail-on fatal: expected error, warning, info, hint or never"],
    [["--kong-version", "soon"], "--kong-version soon: expected a release such as 3.9"],
    [["--kong-version", "oss@3.9", "--edition", "enterprise"], "contradict"],
    [["--max-warnings", "-1"], "--max-warnings"],
    [["--max-warnings", "many"], "expected a whole number"],
    [["--fix", "--diff"], "--fix and --diff cannot be used together"],
    [["--changed", "--since", "main"], "cannot be used together"],
    [["--color", "--no-color"], "cannot be used together"],
    [["--settings", "a.json", "--no-settings"], "cannot be used together"],
    [["--stdin-filename", "x"], "--stdin-filename requires `-`"],
    [["--rule", "schema/unknown-proprty=off"], "did you mean schema/unknown-property?"],
    [["--rule", "schema/unknown-property"], "RULE=SEVERITY"],
    [["--kong-version", "3.9", "--kong-version", "3.8"], "--kong-version may be given only once"],
    [["rules", "--fix"], "--fix is not an option of `kong-lint rules`"],
    [["explain"], "expects one rule"],
    [["explain", "schema/unknown-proprty"], "did you mean schema/unknown-property?"],
    [["explain", "pg_hsot"], "did you mean pg_host?"],
    [["completion", "tcsh"], "expects a shell: bash, zsh or fish"],
    [["effective"], "expects one FILE"],
    [["effective", "none.conf"], "no such file"],
    [["--settings", "none.json", "kong.conf"], "none.json"],
    [["--format", "json", "--format", "sarif", "kong.conf"], "two reports go to standard output"],
    [["--format", "json:a", "--format", "sarif:a", "kong.conf"], "two reports go to a"],
    [["--format", "json:kong.conf", "kong.conf"], "this file is being linted"],
    [["--format", "json:none/out.json", "kong.conf"], "--format json:none/out.json: no such file or folder"],
    [["--format", "json:.", "kong.conf"], "is a folder"],
    [["--since", "main", "kong.conf"], "not a git repository"],
    [["--baseline", "none.json", "kong.conf"], "the baseline none.json: no such file"],
    [["--baseline", "kong.conf", "kong.conf"], "the baseline kong.conf is not valid JSON"],
    [["--baseline", "none-such.json", "kong.conf"], "the baseline none-such.json is a broken baseline"],
    [["--baseline", "other.json", "kong.conf"], "the baseline other.json is a baseline of version 2"],
  ])("%j", async (argv, words) => {
    const folder = folderWith({
      "kong.conf": "log_level = notice\n",
      "none-such.json": '{"version": 1, "tool": "kong-lint", "findings": [{"rule": 1}]}',
      "other.json": '{"version": 2, "tool": "kong-lint", "findings": []}',
    });
    expectOneLine(await kongLint(folder, argv), words);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe("log_level = notice\n");
  });
});

describe("paths", () => {
  test("one that is missing, and the others are linted all the same", async () => {
    const folder = folderWith({ "kong.conf": "pg_prt = 1\n" });
    const result = await kongLint(folder, ["--format", "compact", "none.conf", "kong.conf"]);
    expectOneLine(result, "kong-lint: none.conf: no such file or folder");
    expect(result.stdout).toContain("schema/unknown-property");
  });

  test("a folder without configuration", async () => {
    const folder = folderWith({ "empty/readme.txt": "nothing" });
    expect((await kongLint(folder, ["empty"])).stdout).toBe("No files were linted\n");
    expectOneLine(await kongLint(folder, ["empty"]), "empty: no Kong configuration found in this folder");
    expectOneLine(await kongLint(folder, []), ".: no Kong configuration found in this folder");
  });

  test("a glob that matches nothing", async () => {
    expectOneLine(await kongLint(folderWith({}), ["**/*.conf"]), "**/*.conf: no file matches");
  });

  test("a file that may not be read", async () => {
    const folder = folderWith({ "kong.conf": "a = 1\n" });
    chmodSync(join(folder, "kong.conf"), 0);
    const result = await kongLint(folder, ["kong.conf"]);
    // The superuser may read everything.
    if (process.getuid?.() === 0) expect(result.code).toBe(1);
    else expectOneLine(result, "kong.conf: permission denied");
  });

  test("a link that leads nowhere, and a circle of links", async () => {
    const folder = folderWith({});
    symlinkSync("none", join(folder, "kong.conf"));
    symlinkSync("b", join(folder, "a"));
    symlinkSync("a", join(folder, "b"));
    expectOneLine(await kongLint(folder, ["kong.conf"]), "kong.conf: no such file or folder");
    expect((await kongLint(folder, ["a"])).code).toBe(2);
  });

  test("a file that fails while it is read, whoever reads", async () => {
    if (!existsSync("/proc/self/mem")) return;
    expectOneLine(await kongLint(folderWith({}), ["/proc/self/mem"]), "/proc/self/mem: the device reports");
  });

  test("a path through a file", async () => {
    const folder = folderWith({ "kong.conf": "a = 1\n" });
    expectOneLine(await kongLint(folder, ["kong.conf/x"]), "kong.conf/x: a part of the path is not a folder");
  });

  test("a device that has no end", async () => {
    if (!existsSync("/dev/zero")) return;
    expectOneLine(await kongLint(folderWith({}), ["/dev/zero"]), "/dev/zero: has no end");
  });

  test("a name with a NUL", async () => {
    expect((await kongLint(folderWith({}), ["a\0b"])).code).toBe(2);
  });
});

describe("contents", () => {
  test("50 MB of noise", async () => {
    const noise = Buffer.alloc(50 * 1024 * 1024, NOISE);
    const folder = folderWith({ "kong.conf": noise });
    expectOneLine(await kongLint(folder, ["kong.conf"]), "kong.conf: is too large (50 MB");
  });

  test("a few kilobytes of noise", async () => {
    expectOneLine(
      await kongLint(folderWith({ "kong.conf": NOISE }), ["kong.conf"]),
      "kong.conf: is binary data",
    );
  });

  test("a line of 10 MB", async () => {
    const folder = folderWith({ "kong.conf": `no_such_thing = ${"x".repeat(amount(10) * 1024 * 1024)}\n` });
    const { code, stdout, stderr } = await kongLint(folder, ["--kong-version", "3.9", "kong.conf"]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout.length).toBeLessThan(5000);
  });

  test("bytes that are no UTF-8 are kept by a fix", async () => {
    const bytes = Uint8Array.of(
      ...new TextEncoder().encode("# "),
      0xff,
      0xe9,
      ...new TextEncoder().encode('\npg_host = "db"\n'),
    );
    const folder = folderWith({ "kong.conf": bytes });
    const { code } = await kongLint(folder, ["--kong-version", "3.9", "--fix", "kong.conf"]);
    const after = readFileSync(join(folder, "kong.conf"));
    expect([...after.subarray(0, 4)]).toEqual([0x23, 0x20, 0xff, 0xe9]);
    expect(after.toString("latin1")).toContain("pg_host = db\n");
    expect(code).toBe(0);
  });

  test("UTF-16 is a finding, and no fix touches it", async () => {
    const text = Buffer.from("\ufefflog_level = notice\nanonymous_reports = yes\n", "utf16le");
    const folder = folderWith({ "kong.conf": text });
    const { code, stdout } = await kongLint(folder, [
      "--format",
      "compact",
      "--fix",
      "--unsafe-fixes",
      "kong.conf",
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain("syntax/encoding");
    expect(readFileSync(join(folder, "kong.conf")).equals(text)).toBe(true);
  });

  test("a file of another program is left alone, and said to be", async () => {
    const folder = folderWith({
      "kong.conf": "server {\n  listen 80;\n  location / {\n    proxy_pass http://a;\n  }\n}\n",
    });
    const { code, stderr } = await kongLint(folder, ["kong.conf"]);
    expect(code).toBe(0);
    expect(stderr).toContain("kong.conf is skipped: an nginx configuration");
  });
});

describe("two names of one file", () => {
  test.each([
    [["--format", "json:link.conf"], "--format json:link.conf: this file is being linted"],
    [["--format", "json:a", "--format", "sarif:b"], "--format json:a and --format sarif:b go to one file"],
    [
      ["--format", "json:a", "--baseline", "b", "--update-baseline"],
      "--format json:a and the baseline b go to one file",
    ],
    [["--baseline", "link.conf", "--update-baseline"], "the baseline link.conf: this file is being linted"],
  ])("%j", async (argv, words) => {
    const folder = folderWith({ "kong.conf": "log_level = notice\n" });
    symlinkSync("kong.conf", join(folder, "link.conf"));
    // It leads nowhere yet.
    symlinkSync("a", join(folder, "b"));
    expectOneLine(await kongLint(folder, [...argv, "kong.conf"]), words);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe("log_level = notice\n");
    expect(existsSync(join(folder, "a"))).toBe(false);
  });
});

describe("a baseline", () => {
  test("that is broken is said also where nothing is linted", async () => {
    const folder = folderWith({ "kong.conf": "server {\n  listen 80;\n}\n", "b.json": "{" });
    expectOneLine(await kongLint(folder, ["--baseline", "b.json", "kong.conf"]), "b.json is not valid JSON");
  });

  test("that cannot be written is said before anything else is", async () => {
    const text = 'pg_host = "db"\n';
    const folder = folderWith({ "kong.conf": text, ".kong-lint.json": '{"baseline": "none/b.json"}' });
    for (const flag of [["--baseline", "none/b.json"], []]) {
      const argv = [...flag, "--update-baseline", "--format", "json:out.json", "--fix", "kong.conf"];
      expectOneLine(await kongLint(folder, argv), "the baseline none/b.json: no such file or folder");
      expect(existsSync(join(folder, "out.json"))).toBe(false);
      expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe(text);
    }
  });
});

test("nothing is overwritten when one of several reports cannot be written", async () => {
  const folder = folderWith({ "kong.conf": "a = 1\n", "old.json": "old" });
  mkdirSync(join(folder, "taken"));
  const result = await kongLint(folder, [
    "--format",
    "json:old.json",
    "--format",
    "sarif:taken",
    "kong.conf",
  ]);
  expectOneLine(result, "taken: is a folder");
  expect(readFileSync(join(folder, "old.json"), "utf8")).toBe("old");
});

test("ten thousand paths", async () => {
  const folder = folderWith({ "kong.conf": "log_level = notice\n" });
  const count = amount(10_000);
  const names = Array.from({ length: count }, (_, index) => `kong-${index}.conf`);
  for (const name of names) writeFileSync(join(folder, name), "server {\n  listen 80;\n}\n");
  const { code, stdout, stderr } = await kongLint(folder, ["--format", "json", ...names, "kong.conf"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).files).toHaveLength(1);
  expect(stderr.trimEnd().split("\n")).toHaveLength(21);
  expect(stderr).toContain(`\nkong-lint: ${count - 20} more files skipped; see --list-files\n`);
  const missing = await kongLint(
    folder,
    names.map((name) => `no-${name}`),
  );
  expect([missing.code, missing.stderr.trimEnd().split("\n").length]).toEqual([2, 21]);
}, 300_000);
