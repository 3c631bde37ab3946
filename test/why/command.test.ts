import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";

const CONF = "pg_host = db.shop.test\npg_user = gw\npg_password = mN4k#TzuE8qL\n";
const LOGIN = 'FATAL: password authentication failed for user "gw"\n';

describe("kong-lint why", () => {
  test("names the message, its meaning, the line and the page, for a person", async () => {
    const folder = folderWith({ "kong.conf": CONF, "error.log": LOGIN });
    const { code, stdout, stderr } = await kongLint(folder, ["why", "error.log"]);
    expect(code).toBe(1);
    expect(stderr).toBe("");
    expect(stdout).toContain("error.log:1  PostgreSQL");
    expect(stdout).toContain("The database rejects the password of the user `gw`.");
    expect(stdout).toMatch(/kong\.conf:3:\d+ .*syntax\/hash-in-value/);
    expect(stdout).toContain("docs/errors/password-authentication-failed.md");
  });

  test.each([["why"], ["why", "-"]])("reads standard input: %s %s", async (...argv) => {
    const { code, stdout } = await kongLint(folderWith({ "kong.conf": CONF }), argv, { stdin: LOGIN });
    expect(code).toBe(1);
    expect(stdout).toContain("standard input:1");
  });

  test("a message may stand in place of a file", async () => {
    const { code, stdout } = await kongLint(folderWith({ "kong.conf": CONF }), ["why", LOGIN.trim()]);
    expect(code).toBe(1);
    expect(stdout).toContain("the message:1");
    expect(stdout).toMatch(/kong\.conf:3:\d+ .*syntax\/hash-in-value/);
  });

  test("without a line of the configuration it names the rules", async () => {
    const { stdout } = await kongLint(folderWith({}), ["why"], {
      stdin: "Error: headers: invalid entry 'X-A'\n",
    });
    expect(stdout).toContain("No line of the configuration here causes it.");
    expect(stdout).toContain("server/rules/schema/headers-token.md");
  });

  test.each([
    ["an empty log", ""],
    ["a log about other things", "all is well\n"],
    ["bytes that are no text", new Uint8Array([0, 255, 254, 10, 0, 13])],
  ])("%s has no message, and the exit code is 0", async (_, stdin) => {
    const { code, stdout } = await kongLint(folderWith({ "kong.conf": CONF }), ["why"], { stdin });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No message about configuration in \d+ lines? of standard input\n$/);
  });

  test("the release decides which messages and findings there are", async () => {
    const folder = folderWith({ "kong.conf": CONF, "error.log": "Error: Database needs bootstrapping\n" });
    expect((await kongLint(folder, ["why", "error.log", "--kong-version", "0.14.1"])).code).toBe(0);
    expect((await kongLint(folder, ["why", "error.log", "--kong-version", "2.8.1"])).code).toBe(1);
  });

  test.each([
    [["why", "missing.log"], "missing.log: no such file"],
    [["why", "."], ". is a folder"],
    [["why", "a.log", "b.log"], "reads one log"],
    [["why", "--format", "sarif"], "--format sarif: expected pretty or json"],
    [["why", "--fix"], "--fix is not an option of `kong-lint why`"],
    [["why", "--settings", "none.json", "error.log"], "none.json"],
  ])("%j: one line on standard error, exit code 2", async (argv, words) => {
    const folder = folderWith({ "error.log": LOGIN, "kong.conf": CONF });
    const { code, stdout, stderr } = await kongLint(folder, argv);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("a file on which a process draws", () => {
  const secret = "Zk81pQ7vLm22";
  const files = {
    "compose.yaml": "services:\n  kong:\n    image: kong:3.9\n    env_file: gw.list\n",
    "gw.list": `KONG_PG_HOST=db.shop.test\nKONG_LOG_LEVEL=loud\nKONG_PG_PASSWORD=${secret}\n`,
  };

  test("has the cause in a setting, and in what a rule reports", async () => {
    const { stdout } = await kongLint(folderWith(files), ["why"], {
      stdin: `could not resolve host 'db.shop.test'\nError: log_level has an invalid value: 'loud' (debug, info)\n`,
    });
    expect(stdout).toMatch(/gw\.list:2:\d+ .*schema\/enum-value/);
    expect(stdout.match(/gw\.list:2:/g)).toHaveLength(1);
  });

  test("has secrets that are masked in the log", async () => {
    const line = `nginx: [emerg] unknown directive "${secret}"\n`;
    const { code, stdout } = await kongLint(folderWith(files), ["why"], { stdin: line });
    expect(code).toBe(1);
    expect(stdout).not.toContain(secret);
  });
});

describe("secrets of a log are masked", () => {
  const secret = "Zk81pQ7vLm22";
  test.each([
    ["a value of a secret property", `Error: pg_password is not a string: '${secret}'`],
    ["a value that the workspace has", `nginx: [emerg] unknown directive "${secret}"`],
    ["a setting that is repeated", `Error: headers: invalid entry 'X' KONG_PG_PASSWORD=${secret}`],
    ["a password in a URL", `nginx: [emerg] host not found in upstream "https://gw:${secret}@shop.test"`],
    ["a value with an apostrophe", `Error: pg_password has an invalid value: '${secret}' (a, b)`],
  ])("%s", async (_, line) => {
    const folder = folderWith({ "kong.conf": `pg_password = ${secret}\n` });
    for (const format of ["table", "json"]) {
      const { code, stdout, stderr } = await kongLint(folder, ["why", "--format", format], {
        stdin: `${line}\n`,
      });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  test("without a workspace that has it", async () => {
    const { stdout } = await kongLint(folderWith({}), ["why"], {
      stdin: `Error: pg_password is not a string: '8812773'\n`,
    });
    expect(stdout).toContain("pg_password is not a string");
    expect(stdout).not.toContain("8812773");
  });
});
