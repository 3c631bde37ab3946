import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

/** Calls that nobody means, each with the one line that says why; `$` stands for the rest of a list. */
const WRONG_CALLS: readonly (readonly [call: string, line: string])[] = [
  ["explian proxy_listen", "unknown command `explian`; did you mean `kong-lint explain`?"],
  ["efective kong.conf", "unknown command `efective`; did you mean `kong-lint effective`?"],
  ["upgrad --from 3.4 --to 3.9 kong.conf", "unknown command `upgrad`; did you mean `kong-lint upgrade`?"],
  ["ruls", "unknown command `ruls`; did you mean `kong-lint rules`?"],
  ["frobnicate", "frobnicate: no such file or folder; `kong-lint help` lists the commands"],
  ["help efective", "unknown command `efective`; did you mean `effective`?"],
  ["help frobnicate", "unknown command `frobnicate`; `kong-lint help` lists the commands"],
  ["help rules lint", "`kong-lint help` expects one command"],
  ["none.conf", "none.conf: no such file or folder"],
  ["--fromat json", "unknown option --fromat; did you mean --format?"],
  ["-x", "unknown option -x; `kong-lint --help` lists the options"],
  ["upgrade --fron 3.4 kong.conf", "unknown option --fron; did you mean --from?"],
  ["rules --severity error", "unknown option --severity; `kong-lint help rules` lists the options"],
  ["rules --fix", "--fix is not an option of `kong-lint rules`; it belongs to `kong-lint lint`"],
  ["--from 3.4 kong.conf", "--from is not an option of `kong-lint lint`; it belongs to `kong-lint upgrade`"],
  ["explain --format json proxy_listen", "--format is not an option of `kong-lint explain`"],
  ["--fix=yes kong.conf", "--fix does not accept a value"],
  ["--max-warnings", "--max-warnings needs a value: --max-warnings N"],
  ["--max-warnings many kong.conf", "--max-warnings many: expected a whole number"],
  ["--max-findings some kong.conf", "--max-findings some: expected a whole number or all"],
  [
    "--max-findings 5 --format json kong.conf",
    "--max-findings requires the format pretty: other formats are complete",
  ],
  ["--fail-on warn kong.conf", "--fail-on warn: expected error, warning, info, hint or never"],
  ["--edition free kong.conf", "--edition free: expected oss or enterprise"],
  ["--format jsn kong.conf", "--format jsn: unknown format; did you mean json?"],
  ["rules --format sarif", "--format sarif: expected pretty or json"],
  ["upgrade --format html --from 3.4 --to 3.9 kong.conf", "--format html: expected pretty, markdown or json"],
  ["matrix --format sarif kong.conf", "--format sarif: expected pretty, markdown or json"],
  ["schema --format yaml", "--format yaml: expected helm-env, compose or conf"],
  [
    "--kong-version soon kong.conf",
    "--kong-version soon: expected a release such as 3.9, oss@3.9.3, enterprise@0.34 or latest",
  ],
  ["--kong-version 3.9 --kong-version 3.8 kong.conf", "--kong-version may be given only once"],
  [
    "--kong-version oss@3.9 --edition enterprise kong.conf",
    "--kong-version oss@3.9 and --edition enterprise contradict each other",
  ],
  ["--rule schema/unknown-property kong.conf", "--rule schema/unknown-property: expected RULE=SEVERITY, $"],
  [
    "--rule schema/unknown-proprty=off kong.conf",
    "--rule schema/unknown-proprty=off: unknown rule schema/unknown-proprty; did you mean schema/unknown-property?",
  ],
  ["--unsafe-fixes kong.conf", "--unsafe-fixes requires --fix, --fix-dry-run or --diff"],
  ["--fix --diff kong.conf", "--fix and --diff cannot be used together"],
  ["--color --no-color kong.conf", "--color and --no-color cannot be used together"],
  ["--settings none.json kong.conf", "none.json: $"],
  ["effective", "`kong-lint effective` expects one FILE (or `-`)"],
  ["effective a.conf b.conf", "`kong-lint effective` expects one FILE (or `-`)"],
  [
    "upgrade kong.conf",
    "`kong-lint upgrade` requires --from and --to, each a release such as 3.9, oss@3.9.3 or enterprise@0.34",
  ],
  [
    "upgrade --from 3.9 --to 3.4 kong.conf",
    "--to must be newer than --from, and Kong 3.4$ is not newer than Kong 3.9$",
  ],
  [
    "explain",
    "`kong-lint explain` expects one rule or property, for example schema/unknown-property or proxy_listen",
  ],
  ["explain pg_hsot", "pg_hsot is not a rule or a property of kong.conf; did you mean pg_host?"],
  ["completion tcsh", "`kong-lint completion` expects a shell: bash, zsh or fish"],
  ["init none", "none: no such file or folder"],
  ["init a b", "`kong-lint init` expects one folder"],
  ["review", "review needs --github or --gitlab; for changes on this machine there is `kong-lint --changed`"],
  ["lsp --socket 0", "--socket 0: a port is a number from 1 to 65535"],
];

describe("a wrong call is one clear line on standard error and exit code 2", () => {
  test.each(WRONG_CALLS)("kong-lint %s", async (call, line) => {
    const folder = folderWith({ "kong.conf": "log_level = notice\n", "a.conf": "", "b.conf": "" });
    const { code, stdout, stderr } = await kongLint(folder, call.split(" "));
    const pattern = line.split("$").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    expect(stderr).toMatch(new RegExp(`^kong-lint: ${pattern.join("[^\\n]*")}\\n$`));
    expect(code).toBe(2);
    expect(["", "No files were linted\n"]).toContain(stdout);
  });
});

describe("a word that is almost a command", () => {
  test("is a file or a folder where there is one", async () => {
    const folder = folderWith({ ruls: "log_level = notice\n", "explian/kong.conf": "log_level = notice\n" });
    for (const name of ["ruls", "explian"]) {
      const { code, stderr } = await kongLint(folder, [name]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
  });

  test("is a path after two dashes", async () => {
    const { stderr } = await kongLint(folderWith({}), ["--", "explian"]);
    expect(stderr).toMatch(/^kong-lint: explian: no such file or folder/);
  });
});
