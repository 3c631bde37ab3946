import type { Platform, ProgramResult } from "./platform.ts";

/** Runs a command of git, its options without `git` itself, in the folder it was made for. */
export type Git = (argv: readonly string[]) => Promise<ProgramResult>;

/**
 * What a repository may have git run, switched off: the file watcher, hooks, the pager, and a folder that was committed to
 * look like a repository, with settings of its own. The command line wins over every settings file.
 */
const SAFE: readonly string[] = [
  "--no-pager",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "safe.bareRepository=explicit",
];

/**
 * No lock is taken and nothing written, so that no hook has an occasion; no object that a partial clone lacks is fetched,
 * for the way to its server may be a program; nobody is asked for a password. The last two are values for options.
 */
const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_TERMINAL_PROMPT: "0",
  KONG_LINT_NOTHING: "",
  KONG_LINT_FALSE: "false",
} as const;

/**
 * Git for a folder, such that nothing of the repository is run. All calls of git go through here. `diff` needs
 * {@link SAFE_DIFF} besides, and the content of a file is read with `cat-file blob`, which converts nothing.
 * @param folder absolute
 */
export async function openGit(platform: Platform, folder: string): Promise<Git> {
  const start = [...SAFE, "-C", folder];
  const listed = await platform.run(
    "git",
    [...start, "config", "--null", "--name-only", "--get-regexp", "^filter\\."],
    ENVIRONMENT,
  );
  // 1 is the answer where there are no filters. Without an answer nobody knows what would be run.
  if (listed.exitCode !== 0 && listed.exitCode !== 1) return async () => listed;
  const filters = filterNames(new TextDecoder().decode(listed.stdout)).flatMap(withoutFilter);
  return (argv) => platform.run("git", [...start, ...filters, ...argv], ENVIRONMENT);
}

/** Options of `git diff` with which it runs no program: no other diff, no conversion to text, no git in submodules. */
export const SAFE_DIFF: readonly string[] = ["--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];

/** The names in keys such as `filter.lfs.clean`, each once. They may have any characters, but for a line break. */
function filterNames(keys: string): readonly string[] {
  const names = keys
    .split("\0")
    .map((key) => key.slice("filter.".length, key.lastIndexOf(".")))
    .filter((name) => name !== "");
  return [...new Set(names)];
}

/** Options that make git pass content through a filter as it is. */
function withoutFilter(name: string): readonly string[] {
  const none = ["clean", "smudge", "process"].map((key) => `filter.${name}.${key}`);
  const required = `filter.${name}.required`;
  if (!name.includes("="))
    return [...none.map((key) => `${key}=`), `${required}=false`].flatMap((setting) => ["-c", setting]);
  // Behind `-c` the first `=` would end the key. A git that is too old for this option refuses to run.
  return [
    ...none.map((key) => `--config-env=${key}=KONG_LINT_NOTHING`),
    `--config-env=${required}=KONG_LINT_FALSE`,
  ];
}
