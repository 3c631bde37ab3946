import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newestRelease } from "../../schemas/catalog.ts";
import { describeRelease } from "../../schemas/release.ts";
import { version } from "../../server/cli/version.ts";
import { reporters } from "../../server/report/reporters.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const RELEASE = ["--kong-version", "3.9"];
/** A text with one safe fix. */
const QUOTED = 'pg_host = "db"\n';
const compact = ["--format", "compact"];

/** Rules that a compact report names, in its order. */
function rulesIn(stdout: string): readonly string[] {
  return [...stdout.matchAll(/\[([\w-]+\/[\w-]+)\]$/gm)].map((match) => match[1] ?? "");
}

describe("finding files", () => {
  const files = {
    "kong.conf": "no_such = 1\n",
    "deep/er/kong.conf": "no_such = 1\n",
    "prod.env": "KONG_NO_SUCH=1\n",
    "other.env": "HOME=/root\n",
    "nginx/kong.conf": "server {\n  listen 80;\n  server_name a;\n}\n",
    "notes.txt": "kong",
    ".git/HEAD": "",
    ".gitignore": "ignored/\n*.kong.conf\n!keep.kong.conf\n",
    "ignored/kong.conf": "no_such = 1\n",
    "old.kong.conf": "no_such = 1\n",
    "keep.kong.conf": "no_such = 1\n",
    "node_modules/x/kong.conf": "no_such = 1\n",
  };

  async function linted(argv: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await kongLint(folderWith(files), [...RELEASE, "--format", "json", ...argv]);
    return JSON.parse(stdout).files.map((file: { path: string }) => file.path);
  }

  test("without a path: all below, but not what git ignores or other programs own", async () => {
    expect(await linted([])).toEqual(["deep/er/kong.conf", "keep.kong.conf", "kong.conf", "prod.env"]);
  });

  test("what is ignored is linted when it is named, and with --no-gitignore", async () => {
    expect(await linted(["ignored"])).toEqual(["ignored/kong.conf"]);
    expect(await linted(["old.kong.conf", "./kong.conf", "kong.conf"])).toEqual([
      "old.kong.conf",
      "kong.conf",
    ]);
    expect(await linted(["--no-gitignore"])).toContain("ignored/kong.conf");
  });

  test("globs and --exclude", async () => {
    expect(await linted(["**/kong.conf"])).toEqual(["deep/er/kong.conf", "ignored/kong.conf", "kong.conf"]);
    expect(await linted(["--exclude", "deep/", "--exclude", "*.env"])).toEqual([
      "keep.kong.conf",
      "kong.conf",
    ]);
  });

  test("--list-files says why", async () => {
    const { stdout, code } = await kongLint(folderWith(files), ["--list-files"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^kong\.conf +kong-conf: named like kong\.conf$/m);
    expect(stdout).toMatch(/^prod\.env +dotenv: /m);
    expect(stdout).toMatch(/^other\.env +skipped: an environment file without KONG_ variables$/m);
    expect(stdout).toMatch(/^nginx\/kong\.conf +skipped: an nginx configuration/m);
    expect(stdout).toMatch(/^ignored\/ +skipped: ignored by .*\.gitignore$/m);
    expect(stdout).toMatch(/^notes\.txt +skipped: not named like a Kong configuration$/m);
    expect(stdout).not.toMatch(/node_modules|\.git\/HEAD|ignored\/kong/);
  });

  test("--list-files names files of other names, as far as a person will read", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 203 }, (_, at) => [`conf/${1000 + at}.conf`, "log_level = warn\n"]),
    );
    const folder = folderWith({ ...many, ".git/HEAD": "", ".gitignore": "*.log\n", "conf/a.log": "" });
    const { stdout, stderr } = await kongLint(folder, ["--list-files", "conf"]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("conf/1000.conf  skipped: not named like a Kong configuration");
    expect(lines.slice(-2)).toEqual([
      "conf/1199.conf  skipped: not named like a Kong configuration",
      "3 more, not named like a Kong configuration",
    ]);
    expect(stderr).toBe("kong-lint: conf: no Kong configuration found in this folder\n");
    const named = await kongLint(folder, ["--list-files", "conf/1000.conf", "conf"]);
    expect(named.stdout).toMatch(/^conf\/1000\.conf +kong-conf: named on the command line$/m);
    expect(named.stdout).not.toMatch(/^conf\/1000\.conf +skipped/m);
  });
});

test("a page shows variables of other programs", async () => {
  const page = "```bash\nKONG_PRODUCTS='gateway' make run\n```\n";
  const found = async (text: string) =>
    rulesIn(
      (await kongLint(folderWith({ "README.md": text }), [...RELEASE, ...compact, "README.md"])).stdout,
    );
  expect(await found(page)).toEqual([]);
  expect(await found(page.replace("make run", "KONG_LOG_LEVEL=info kong start"))).toEqual([
    "env/unknown-variable",
  ]);
});

describe("the release", () => {
  const files = { "kong.conf": "enforce_rbac = both\nadmin_listen = 127.0.0.1:8001\n" };

  test.each([
    ["0.34", "Kong Enterprise 0.34, from --kong-version: only Enterprise has 0.34"],
    ["0.36.1", "Kong Enterprise 0.36, from --kong-version: only Enterprise has 0.36.1"],
    ["3.4.3.1", "Kong Enterprise 3.4, from --kong-version: only Enterprise has 3.4.3.1"],
    ["2", "Kong 2.8.5, from --kong-version"],
  ])("--kong-version %s", async (version, head) => {
    const { stdout } = await kongLint(folderWith({ "kong.conf": "log_level = wurn\n" }), [
      "--kong-version",
      version,
    ]);
    expect(stdout).toContain(`kong.conf  ${head}\n`);
  });

  test("a version of Enterprise brings its settings", async () => {
    const { stdout } = await kongLint(folderWith(files), ["--kong-version", "0.34", ...compact]);
    expect(stdout).not.toContain("Only Kong Enterprise has");
  });

  test("reports without a place for it say once on standard error that another release is used", async () => {
    const two = folderWith({ ...files, "b/kong.conf": "log_level = wurn\n" });
    const newest = describeRelease(newestRelease("oss"));
    const said = `kong-lint: Kong 98.7 is unknown to kong-lint ${version}; checking against ${newest}, the nearest release\n`;
    const run = async (...argv: string[]) =>
      (await kongLint(two, ["--kong-version", "98.7", ...argv])).stderr;
    expect(await run(...compact)).toBe(said);
    expect(await run("--format", "json")).toBe(said);
    expect(await run()).toBe("");
    expect((await kongLint(two, ["--kong-version", "3.9", ...compact])).stderr).toBe("");
  });
});

describe("standard input", () => {
  test("is linted under the name it is given", async () => {
    const { stdout } = await kongLint(
      folderWith({}),
      [...RELEASE, ...compact, "-", "--stdin-filename", "a/prod.env"],
      {
        stdin: "KONG_NO_SUCH=1\n",
      },
    );
    expect(stdout).toMatch(/^a\/prod\.env:1:/);
  });

  test("--fix prints the fixed text, and the report goes to standard error", async () => {
    const { code, stdout, stderr } = await kongLint(folderWith({}), [...RELEASE, "--fix", "-"], {
      stdin: `${QUOTED}no_such = 1\n`,
    });
    expect(stdout).toBe("pg_host = db\nno_such = 1\n");
    expect(stderr).toContain("schema/unknown-property");
    expect(code).toBe(1);
  });

  test("--fix prints a text unchanged that the settings ignore", async () => {
    const folder = folderWith({ ".kong-lint.json": '{"ignores": ["legacy/"]}' });
    const argv = ["--fix", "-", "--stdin-filename", "legacy/kong.conf"];
    expect((await kongLint(folder, argv, { stdin: QUOTED })).stdout).toBe(QUOTED);
  });
});

describe("fixing", () => {
  test("--fix writes, keeps mode, line endings and links, and a second run has nothing left", async () => {
    const folder = folderWith({ "real.conf": 'pg_host = "db"\r\nlog_level = notice\r\n' });
    chmodSync(join(folder, "real.conf"), 0o640);
    symlinkSync("real.conf", join(folder, "kong.conf"));
    const { code, stdout } = await kongLint(folder, [...RELEASE, "--fix", "kong.conf"]);
    expect(code).toBe(0);
    expect(stdout).toContain("1 fix made");
    expect(readFileSync(join(folder, "real.conf"), "utf8")).toBe("pg_host = db\r\nlog_level = notice\r\n");
    expect(statSync(join(folder, "real.conf")).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(folder, "kong.conf")).isSymbolicLink()).toBe(true);
    expect((await kongLint(folder, [...RELEASE, "--fix", "kong.conf"])).stdout).not.toContain("made");
  });

  test("--fix-dry-run reports what would be left, and writes nothing", async () => {
    const folder = folderWith({ "kong.conf": `${QUOTED}no_such = 1\n` });
    const { code, stdout } = await kongLint(folder, [...RELEASE, "--fix-dry-run", "kong.conf"]);
    expect(stdout).toContain("1 fix would be made");
    expect(stdout).not.toContain("syntax/quoted-value");
    expect(code).toBe(1);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe(`${QUOTED}no_such = 1\n`);
  });

  test("--diff prints the change, writes nothing, and masks secrets", async () => {
    const text = `${QUOTED}pg_password = hunter2secret\n`;
    const folder = folderWith({ "kong.conf": text });
    const { code, stdout, stderr } = await kongLint(folder, [...RELEASE, "--diff", "kong.conf"]);
    expect(stdout).toContain('-pg_host = "db"\n+pg_host = db\n');
    expect(stdout).not.toContain("hunter2secret");
    expect(stderr).toContain("1 fix in 1 file; nothing was written");
    expect(code).toBe(1);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe(text);
  });

  test("unsafe fixes only where they are wanted", async () => {
    const folder = folderWith({ "kong.conf": "pg_username = kong\n" });
    await kongLint(folder, [...RELEASE, "--fix", "kong.conf"]);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe("pg_username = kong\n");
    await kongLint(folder, [...RELEASE, "--fix", "--unsafe-fixes", "kong.conf"]);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe("pg_user = kong\n");
  });
});

describe("settings and comments", () => {
  test("the nearest settings file of each file counts, flags win", async () => {
    const folder = folderWith({
      "a/.kong-lint.json": '{"rules": {"schema/unknown-property": "off"}}',
      "a/kong.conf": "no_such = 1\n",
      "b/kong.conf": "no_such = 1\n",
    });
    const { stdout } = await kongLint(folder, [...RELEASE, ...compact, "."]);
    expect(stdout).toMatch(/^b\/kong\.conf/);
    expect(rulesIn(stdout)).toHaveLength(1);
    const flagged = await kongLint(folder, [...RELEASE, ...compact, "--rule", "schema/*=hint", "a"]);
    expect(flagged.stdout).toContain("note: ");
    expect((await kongLint(folder, [...RELEASE, "--no-settings", "a"])).code).toBe(1);
    expect((await kongLint(folder, [...RELEASE, "--settings", "a/.kong-lint.json", "b"])).code).toBe(0);
  });

  test("a wrong settings file ends the run before anything is written", async () => {
    const folder = folderWith({ ".kong-lint.json": '{"rulez": {}}', "kong.conf": QUOTED });
    const { code, stderr } = await kongLint(folder, ["--fix", "kong.conf"]);
    expect([code, stderr]).toEqual([
      2,
      "kong-lint: .kong-lint.json:1:2: unknown setting `rulez`; did you mean `rules`?\n",
    ]);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe(QUOTED);
  });

  test("--print-config names the origin of every value", async () => {
    const folder = folderWith({
      ".kong-lint.yaml": "release: enterprise@3.4\nrules:\n  schema/unknown-property: warning\n",
      "kong.conf": "",
    });
    const { stdout } = await kongLint(folder, [
      "--print-config",
      "kong.conf",
      "--rule",
      "syntax/quoted-value=off",
    ]);
    expect(stdout).toMatch(/^release +enterprise@3\.4 +\.kong-lint\.yaml:1$/m);
    expect(stdout).toMatch(/^rules\.schema\/unknown-property +warning +\.kong-lint\.yaml:3$/m);
    expect(stdout).toMatch(/^rules\.syntax\/quoted-value +off +--rule$/m);
    expect(stdout).toMatch(/^requireReason +false +default$/m);
    const json = JSON.parse(
      (await kongLint(folder, ["--print-config", "kong.conf", "--format", "json"])).stdout,
    );
    expect(json.settings[0]).toEqual({
      name: "release",
      value: "enterprise@3.4",
      origin: ".kong-lint.yaml:1",
    });
  });

  test("--no-inline-config forbids comments", async () => {
    const folder = folderWith({ "kong.conf": "# kong-lint-disable-file\nno_such = 1\n" });
    expect((await kongLint(folder, [...RELEASE, "kong.conf"])).code).toBe(0);
    expect((await kongLint(folder, [...RELEASE, "--no-inline-config", "kong.conf"])).code).toBe(1);
  });
});

describe("baseline", () => {
  test("passes over what it lists, in any working folder, and shrinks", async () => {
    const folder = folderWith({ "conf/kong.conf": "no_such = 1\npg_prt = 2\n" });
    const update = await kongLint(folder, [
      ...RELEASE,
      "--baseline",
      "base.json",
      "--update-baseline",
      "conf",
    ]);
    expect(update.code).toBe(0);
    const baseline = readFileSync(join(folder, "base.json"), "utf8");
    expect(baseline).not.toMatch(/"line"|= 1/);
    expect((await kongLint(folder, [...RELEASE, "--baseline", "base.json", "conf"])).code).toBe(0);
    const inside = join(folder, "conf");
    expect((await kongLint(inside, [...RELEASE, "--baseline", "../base.json", "kong.conf"])).code).toBe(0);
    // Lines move, one finding is mended, one is new.
    writeFileSync(join(inside, "kong.conf"), "# note\n\nno_such = 5\nanother_one = 1\n");
    const later = await kongLint(folder, [...RELEASE, ...compact, "--baseline", "base.json", "conf"]);
    expect(later.code).toBe(1);
    expect(later.stdout).toMatch(/^conf\/kong\.conf:4:1: error: .*another_one/);
    expect(later.stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(later.stderr).toContain(
      "1 entry of base.json no longer matches; run --update-baseline to remove it",
    );
    const again = await kongLint(folder, [
      ...RELEASE,
      "--baseline",
      "base.json",
      "--update-baseline",
      "conf",
    ]);
    expect(again.stderr).toContain("now lists 2 findings");
  });

  test("entries of files that are gone no longer match", async () => {
    const folder = folderWith({ "a.kong.conf": "no_such = 1\n", "b.kong.conf": "no_such = 1\n" });
    const argv = [...RELEASE, "--baseline", "base.json"];
    await kongLint(folder, [...argv, "--update-baseline", "."]);
    rmSync(join(folder, "a.kong.conf"));
    expect((await kongLint(folder, [...argv, "."])).stderr).toContain(
      "1 entry of base.json no longer matches",
    );
    const { stderr } = await kongLint(folder, [...argv, "--update-baseline", "."]);
    expect(stderr).toContain("now lists 1 finding\n");
    expect((await kongLint(folder, [...argv, "."])).stderr).toBe("");
  });

  test("the findings it lists are not fixed either", async () => {
    const folder = folderWith({ "kong.conf": QUOTED });
    const argv = [...RELEASE, "--baseline", "base.json"];
    await kongLint(folder, [...argv, "--update-baseline", "kong.conf"]);
    await kongLint(folder, [...argv, "--fix", "kong.conf"]);
    expect(readFileSync(join(folder, "kong.conf"), "utf8")).toBe(QUOTED);
  });
});

describe("only what changed", () => {
  function repository(): string {
    const folder = folderWith({
      "kong.conf": "no_such = 1\nlog_level = notice\n",
      "same.kong.conf": "no_such = 1\n",
    });
    const git = (...argv: readonly string[]) =>
      execFileSync(
        "git",
        ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", ...argv],
        {
          cwd: folder,
          stdio: "ignore",
        },
      );
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    return folder;
  }

  test("--changed: changed lines and new files", async () => {
    const folder = repository();
    expect((await kongLint(folder, [...RELEASE, "--changed"])).code).toBe(0);
    writeFileSync(join(folder, "kong.conf"), "no_such = 1\nlog_level = notice\npg_prt = 1\n");
    writeFileSync(join(folder, "new.kong.conf"), "brand_new = 1\n");
    const { stdout, code } = await kongLint(folder, [...RELEASE, ...compact, "--changed"]);
    expect(code).toBe(1);
    expect(stdout.split("\n").map((line) => line.slice(0, line.indexOf(" ")))).toEqual([
      "kong.conf:3:1:",
      "new.kong.conf:1:1:",
      "",
    ]);
  });

  test("--changed: what a change breaks elsewhere", async () => {
    const folder = repository();
    writeFileSync(join(folder, "kong.conf"), "no_such = 1\nlog_level = notice\n\nlog_level = warn\n");
    const { stdout } = await kongLint(folder, [...RELEASE, ...compact, "--changed"]);
    expect(rulesIn(stdout)).toContain("syntax/duplicate-key");
    expect(rulesIn(stdout)).not.toContain("schema/unknown-property");
  });

  test("--since a reference, and one that does not exist", async () => {
    const folder = repository();
    writeFileSync(join(folder, "kong.conf"), "no_such = 1\npg_prt = 1\n");
    const { stdout } = await kongLint(folder, [...RELEASE, ...compact, "--since", "main"]);
    expect(stdout).toMatch(/^kong\.conf:2:1:/);
    const missing = await kongLint(folder, ["--since", "no-such-branch"]);
    expect([missing.code, missing.stderr]).toEqual([
      2,
      "kong-lint: --since no-such-branch: unknown revision\n",
    ]);
  });
});

describe("reports", () => {
  test("all formats at once, each to its own file", async () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\n" });
    const names = Object.keys(reporters);
    const argv = names.flatMap((name) => ["--format", `${name}:out.${name}`]);
    const { code, stdout } = await kongLint(folder, [...RELEASE, ...argv, "kong.conf"], { columns: 80 });
    expect([code, stdout]).toEqual([1, ""]);
    for (const name of names) expect(readFileSync(join(folder, `out.${name}`), "utf8")).toContain("no_such");
    expect(readFileSync(join(folder, "out.pretty"), "utf8")).not.toContain("\u001b");
  });

  test("colours only on a terminal, or where they are wanted", async () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\n" });
    const hasColour = async (argv: readonly string[], columns?: number, environment = {}) =>
      (
        await kongLint(folder, [...RELEASE, ...argv, "kong.conf"], {
          ...(columns === undefined ? {} : { columns }),
          environment,
        })
      ).stdout.includes("\u001b[");
    expect(await hasColour([])).toBe(false);
    expect(await hasColour([], 80)).toBe(true);
    expect(await hasColour([], 80, { NO_COLOR: "1" })).toBe(false);
    expect(await hasColour([], 80, { NO_COLOR: "" })).toBe(true);
    expect(await hasColour([], 80, { TERM: "dumb" })).toBe(false);
    expect(await hasColour([], undefined, { FORCE_COLOR: "1" })).toBe(true);
    expect(await hasColour(["--color"])).toBe(true);
    expect(await hasColour(["--no-color"], 80, { FORCE_COLOR: "1" })).toBe(false);
  });

  test("the step summary of GitHub Actions is added to", async () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\n", summary: "before\n" });
    const environment = { GITHUB_STEP_SUMMARY: join(folder, "summary") };
    await kongLint(folder, [...RELEASE, "--format", "github", "kong.conf"], { environment });
    expect(readFileSync(join(folder, "summary"), "utf8")).toMatch(/^before\n## kong-lint\n/);
  });

  test("--statistics and --timing go to standard error", async () => {
    const folder = folderWith({ "kong.conf": "no_such = 1\nnone_such = 2\n" });
    const { stderr, stdout } = await kongLint(folder, [
      ...RELEASE,
      "--statistics",
      "--timing",
      "--format",
      "json",
      "kong.conf",
    ]);
    JSON.parse(stdout);
    expect(stderr).toMatch(/^ +2 {2}schema\/unknown-property/m);
    expect(stderr).toMatch(/^ +\d+\.\d\d ms {2}load$/m);
    expect(stderr).toMatch(/^ +\d+\.\d\d ms {2}[a-z]+\/[a-z-]+$/m);
    expect(stderr).toMatch(/^ +\d+\.\d\d ms {2}\d+ more$/m);
  });
});
