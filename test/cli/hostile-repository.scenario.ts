import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { gitCommit } from "../../server/review/git-commit.ts";
import { kongLint } from "./run-cli.ts";

const CONF = "# kong-lint: kong=oss@3.9\nlog_level = notice\n";

/** A folder with a program that leaves its name behind when it is run, and repositories in it. */
function trap() {
  const home = mkdtempSync(join(tmpdir(), "kong-lint-hostile-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const mark = join(home, "ran");
  const program = join(home, "program");
  writeFileSync(
    program,
    `#!/bin/sh\necho "$@" >> "${mark}"\ncase "$*" in *upload-pack*) exit 1 ;; esac\ncat\n`,
  );
  chmodSync(program, 0o755);
  return {
    home,
    program,
    /** What the program was run for, and forgets it. */
    ran(): string {
      const text = existsSync(mark) ? readFileSync(mark, "utf8") : "";
      rmSync(mark, { force: true });
      return text;
    },
    git(folder: string, ...argv: readonly string[]): string {
      const who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"];
      return execFileSync("git", [...who, ...argv], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
        env: { ...process.env, HOME: home, GIT_CONFIG_NOSYSTEM: "1" },
      });
    },
    write(files: Readonly<Record<string, string>>): void {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(home, path)), { recursive: true });
        writeFileSync(join(home, path), text);
      }
    },
  };
}

/** Touches a file, so that git has to look into it again. */
function touch(path: string): void {
  const later = new Date(Date.now() + 60_000);
  utimesSync(path, later, later);
}

test("a committed folder that looks like a repository has git run nothing", async () => {
  const { home, program, ran, git, write } = trap();
  const config = `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = ${program}\n\trepositoryformatversion = 0\n`;
  write({
    "origin/docs/kong.conf": CONF,
    "origin/docs/store/HEAD": "ref: refs/heads/main\n",
    "origin/docs/store/config": config,
    "origin/docs/store/objects/keep": "",
    "origin/docs/store/refs/keep": "",
    "origin/docs/store/kong.conf": CONF,
  });
  git(join(home, "origin"), "init", "-q", "-b", "main");
  git(join(home, "origin"), "add", "-A");
  git(join(home, "origin"), "commit", "-q", "-m", "x");
  git(home, "clone", "-q", "origin", "clone");
  const inside = join(home, "clone/docs/store");
  git(inside, "ls-files", "--others");
  expect(ran(), "what git does by itself").not.toBe("");

  const { code, stderr } = await kongLint(inside, ["--changed"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/^kong-lint: --changed: .*\n$/),
  });
  await gitCommit("0".repeat(40), { ...nodePlatform(), workingFolder: inside });
  expect((await kongLint(join(home, "clone"), ["--changed"])).code).toBe(0);
  expect(ran()).toBe("");
});

describe("a repository whose settings name programs", () => {
  /** A repository with a change, armed once it stands. */
  function repository(settings: (program: string) => readonly (readonly [string, string])[]) {
    const means = trap();
    const { home, program, git, write } = means;
    const folder = join(home, "work");
    write({
      "work/kong.conf": CONF,
      "work/other.kong.conf": CONF,
      "work/.gitattributes": "*.conf filter=evil diff=evil\n",
    });
    git(folder, "init", "-q", "-b", "main");
    git(folder, "add", "-A");
    git(folder, "commit", "-q", "-m", "x");
    for (const [key, value] of settings(program)) git(folder, "config", key, value);
    const hooks = ["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"];
    for (const name of hooks) {
      writeFileSync(join(folder, ".git/hooks", name), `#!/bin/sh\nexec "${program}" ${name}\n`, {
        mode: 0o755,
      });
    }
    write({ "work/kong.conf": `${CONF}no_such = 1\n` });
    touch(join(folder, "other.kong.conf"));
    return { ...means, folder };
  }

  const everything = (program: string): readonly (readonly [string, string])[] => [
    ["core.fsmonitor", program],
    ["core.pager", program],
    ["core.sshCommand", program],
    ["core.gitProxy", program],
    ["core.askPass", program],
    ["credential.helper", program],
    ["diff.external", program],
    ["diff.evil.command", program],
    ["diff.evil.textconv", program],
    ["gpg.program", program],
    ["log.showSignature", "true"],
    ["alias.diff", `!${program}`],
    ["alias.rev-parse", `!${program}`],
    ["pager.diff", program],
    ["filter.evil.clean", program],
    ["filter.evil.smudge", program],
    ["filter.evil.required", "true"],
    ["remote.origin.url", `ext::${program} %S`],
    ["protocol.ext.allow", "always"],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialCloneFilter", "blob:none"],
    ["extensions.partialClone", "origin"],
  ];

  test.each([["--changed"], ["--since", "main"]])("has git run none of them: %s", async (...argv) => {
    const { folder, git, ran } = repository(everything);
    git(folder, "diff");
    expect(ran(), "what git does by itself").not.toBe("");
    touch(join(folder, "other.kong.conf"));

    const { code, stdout } = await kongLint(folder, [...argv, "--format", "compact"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^kong\.conf:3:1: /);
    expect(stdout).not.toContain("other.kong.conf");
    const platform = { ...nodePlatform(), workingFolder: folder };
    const commit = await gitCommit(
      git(folder, "-c", "core.fsmonitor=false", "rev-parse", "HEAD").trim(),
      platform,
    );
    const entry = commit?.entries.get("kong.conf");
    expect(entry && new TextDecoder().decode(await commit?.read(entry))).toBe(CONF);
    expect(ran()).toBe("");
  });

  test.each(["evil", "a=b", "x.clean", "E v\"i'l"])("a filter of any name is not run: %s", async (name) => {
    const { folder, git, ran, program } = repository(() => []);
    const config = join(folder, ".git/config");
    const quoted = name.replace(/["\\]/g, "\\$&");
    writeFileSync(
      config,
      `${readFileSync(config, "utf8")}[filter "${quoted}"]\n\tclean = ${program}\n\tprocess = ${program}\n\trequired = true\n`,
    );
    writeFileSync(
      join(folder, ".git/info/attributes"),
      /^[\w.=]+$/.test(name) ? `*.conf filter=${name}\n` : "",
    );
    touch(join(folder, "other.kong.conf"));
    const { code, stdout } = await kongLint(folder, ["--changed", "--format", "compact"]);
    expect([code, stdout.split(":")[0], ran()]).toEqual([1, "kong.conf", ""]);
    if (!/^[\w.=]+$/.test(name)) return;
    try {
      git(folder, "diff");
    } catch {
      // The program does not speak the protocol of a process; what counts is that git ran it.
    }
    expect(ran(), "what git does by itself").not.toBe("");
  });

  test("content that the clone lacks is not fetched, and the run says so", async () => {
    const { folder, git, ran } = repository((program) =>
      everything(program).filter(([key]) => !key.startsWith("filter.")),
    );
    const id = git(folder, "-c", "core.fsmonitor=false", "rev-parse", "HEAD:kong.conf").trim();
    rmSync(join(folder, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
    ran();
    const { code, stderr } = await kongLint(folder, ["--changed"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kong-lint: .+\n$/);
    expect(ran()).toBe("");
  });
});
