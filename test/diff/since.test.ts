import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { deep } from "../depth.ts";
import { type Files, gitFolder } from "../review/git-folder.ts";

interface Source {
  readonly before: string;
  readonly after: string;
  readonly equal: boolean;
  readonly processes: readonly {
    readonly differences: readonly {
      readonly kind: string;
      readonly property: string;
      readonly before: object;
      readonly after: object;
    }[];
  }[];
  readonly removed: readonly { readonly path: string }[];
  readonly added: readonly { readonly path: string }[];
}

/** What `diff --since main` says of a change of a repository. */
async function since(before: Files, after: Files, operands: readonly string[] = [], folder = ".") {
  const repository = gitFolder(before);
  repository.commit(after);
  const { code, stdout, stderr } = await kongLint(join(repository.path, folder), [
    "diff",
    "--since",
    "main",
    "--format",
    "json",
    ...operands,
  ]);
  if (stderr !== "") return { code, stderr, sources: [] as readonly Source[] };
  return { code, stderr, sources: (JSON.parse(stdout) as { sources: readonly Source[] }).sources };
}

const COMPOSE = "services:\n  kong:\n    image: kong:3.9.1\n    env_file: gw.env\n";

test("a file that refers to a changed one is compared, and the changed one is not told twice", async () => {
  const { code, sources } = await since(
    { "compose.yaml": COMPOSE, "gw.env": "KONG_LOG_LEVEL=info\n", "other/kong.conf": "log_level = info\n" },
    { "gw.env": "KONG_LOG_LEVEL=debug\n" },
  );
  expect(code).toBe(1);
  expect(sources.map(({ after }) => after)).toEqual(["compose.yaml"]);
  expect(sources[0]?.processes[0]?.differences).toMatchObject([
    {
      kind: "changed",
      property: "log_level",
      before: { value: "info", path: "gw.env", line: 1 },
      after: { value: "debug", path: "gw.env", line: 1 },
    },
  ]);
});

deep("an image tag in an environment file of Compose is a change of the release", async () => {
  const compose =
    "services:\n  kong:\n    image: kong:${KONG_TAG}\n    environment:\n      KONG_PRIVILEGED_AGENT: 'on'\n";
  const { sources } = await since(
    { "compose.yaml": compose, ".env": "KONG_TAG=3.4.2\n" },
    { ".env": "KONG_TAG=3.9.1\n" },
  );
  const [differences = []] = sources.map(({ processes }) => processes[0]?.differences ?? []);
  expect(differences.map(({ kind, property }) => `${kind} ${property}`)).toContain("lost privileged_agent");
});

deep("a renamed file is followed, a removed and an added one are told", async () => {
  const text = "pg_host = db.example.com\npg_user = kong\npg_database = kong\nlog_level = info\n";
  const { sources } = await since(
    { "old/kong.conf": text, "gone/kong.conf": "log_level = warn\n" },
    {
      "old/kong.conf": undefined,
      "new/kong.conf": text.replace("info", "notice"),
      "gone/kong.conf": undefined,
      "fresh/kong.conf": "mem_cache_size = 1g\n",
    },
  );
  expect(
    sources.map(({ before, after, removed, added }) => [before, after, removed.length, added.length]),
  ).toEqual([
    ["fresh/kong.conf", "fresh/kong.conf", 0, 1],
    ["gone/kong.conf", "gone/kong.conf", 1, 0],
    ["old/kong.conf", "new/kong.conf", 0, 0],
  ]);
});

deep("changes that are not committed count, and paths narrow the comparison", async () => {
  const repository = gitFolder({ "a/kong.conf": "log_level = info\n", "b/kong.conf": "log_level = info\n" });
  repository.commit({ "a/kong.conf": "log_level = warn\n", "b/kong.conf": "log_level = warn\n" });
  const narrow = await kongLint(repository.path, ["diff", "--since", "main", "--format", "json", "a"]);
  expect(narrow.stdout).toContain("a/kong.conf");
  expect(narrow.stdout).not.toContain("b/kong.conf");
  const inside = await kongLint(join(repository.path, "b"), ["diff", "--since", "main", "--format", "json"]);
  expect(JSON.parse(inside.stdout)).toMatchObject({ sources: [{ after: "kong.conf" }] });
});

deep("a file that was removed may be named", async () => {
  const { code, sources } = await since(
    { "gone.conf": "log_level = info\n", "kong.conf": "" },
    { "gone.conf": undefined },
    ["gone.conf"],
  );
  expect(code).toBe(1);
  expect(sources.map(({ removed }) => removed.length)).toEqual([1]);
});

deep("where no configuration changed, there is nothing to say", async () => {
  const repository = gitFolder({ "kong.conf": "log_level = info\n", "README.md": "one\n" });
  repository.commit({ "README.md": "two\n" });
  for (const [format, text] of [
    ["pretty", "No configuration of Kong changed: nothing changes for Kong.\n"],
    ["markdown", "### ✅ Nothing changes for Kong\n\nNo configuration of Kong changed.\n"],
    ["json", '{\n  "version": 1,\n  "equal": true,\n  "sources": []\n}\n'],
  ] as const) {
    const result = await kongLint(repository.path, ["diff", "--since", "main", "--format", format]);
    expect(result).toMatchObject({ code: 0, stdout: text, stderr: "" });
  }
});

deep("wrong references and paths are refused in one line", async () => {
  const repository = gitFolder({ "kong.conf": "log_level = info\n" });
  repository.commit({ "kong.conf": "log_level = warn\n" });
  const run = (...argv: string[]) => kongLint(repository.path, ["diff", ...argv]);
  expect(await run("--since", "nowhere")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^kong-lint: --since nowhere: [^\n]*\n$/),
  });
  expect(await run("--since", "main", "missing.conf")).toMatchObject({
    code: 2,
    stdout: "",
    stderr: "kong-lint: missing.conf: no such file or folder\n",
  });
  const outside = await kongLint(folderWith({ "kong.conf": "" }), ["diff", "--since", "main"]);
  expect(outside).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^kong-lint: --since main: [^\n]*git[^\n]*\n$/),
  });
});

test("no secret of either version is in any output", async () => {
  const file = (secret: string) =>
    `pg_password = ${secret}\nproxy_server = http://me:${secret}@proxy.example.com:3128\n`;
  const repository = gitFolder({ "kong.conf": file("correct-horse-1") });
  repository.commit({ "kong.conf": file("battery-staple-2") });
  for (const format of ["pretty", "markdown", "json"]) {
    const { stdout, stderr } = await kongLint(repository.path, [
      "diff",
      "--since",
      "main",
      "--format",
      format,
    ]);
    expect(stdout + stderr).not.toMatch(/correct-horse|battery-staple/);
    expect(stdout).toContain("proxy_server");
  }
});

test("a folder that has no configuration any more shows what was removed from it", async () => {
  const { code, stderr, sources } = await since(
    { "kong/kong.conf": "log_level = warn\n", "notes.txt": "keep the folder\n" },
    { "kong/kong.conf": undefined, "kong/notes.txt": "moved\n" },
    ["kong"],
  );
  expect([code, stderr]).toEqual([1, ""]);
  expect(sources.map(({ before, removed }) => [before, removed.length])).toEqual([["kong/kong.conf", 1]]);
});
