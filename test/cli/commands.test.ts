import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandTable } from "../../server/cli/command-table.ts";
import { completionScript, SHELLS } from "../../server/cli/completion-script.ts";
import { type CommandName, optionsOf, optionTable } from "../../server/cli/option-table.ts";
import { pageForReaders } from "../../server/engine/page-for-readers.ts";
import { rules } from "../../server/rules/registry.ts";
import { rulePages } from "../../server/rules/rule-pages.ts";
import { vscodeConfiguration } from "../../server/settings/vscode-configuration.ts";
import { manPage } from "../../tools/generators/man-page.ts";
import { folderWith, kongLint } from "./run-cli.ts";

describe("help", () => {
  test.each(Object.keys(commandTable) as CommandName[])("%s names every option it takes", async (command) => {
    const argv = command === "lint" ? ["--help"] : [command, "--help"];
    const { code, stdout } = await kongLint(folderWith({}), argv);
    expect(code).toBe(0);
    for (const option of optionsOf(command)) expect(stdout).toContain(`--${option.name}`);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(110);
  });

  test("the version", async () => {
    expect((await kongLint(folderWith({}), ["--version"])).stdout).toMatch(/^kong-lint \d+\.\d+\.\d+/);
  });

  test("the version for programs", async () => {
    const { code, stdout } = await kongLint(folderWith({}), ["--version", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: "kong-lint", version: expect.stringMatching(/^\d/) });
    const other = await kongLint(folderWith({}), ["--version", "--format", "sarif"]);
    expect(other.code).toBe(2);
  });

  test("the manual has every command and option", () => {
    const text = manPage()[0]?.text.replaceAll("\\-", "-") ?? "";
    for (const name of Object.keys(commandTable)) expect(text).toContain(name);
    for (const { name } of optionTable) expect(text).toContain(`--${name}`);
  });
});

describe("completion", () => {
  test.each(SHELLS)("%s", async (shell) => {
    const { code, stdout } = await kongLint(folderWith({}), ["completion", shell]);
    expect(code).toBe(0);
    for (const { name } of optionTable) expect(stdout).toContain(name);
    expect(stdout).toContain("enterprise@0.34");
    expect(stdout).toContain("schema/unknown-property");
  });

  test("the script of bash is one, and completes", () => {
    const folder = folderWith({});
    const script = join(folder, "completion.bash");
    writeFileSync(script, completionScript("bash"));
    const complete = (...words: readonly string[]) =>
      execFileSync(
        "bash",
        [
          "-c",
          `source ${script}; COMP_WORDS=(kong-lint ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _kong_lint; printf '%s\\n' "\${COMPREPLY[@]}"`,
        ],
        { encoding: "utf8", cwd: folder },
      )
        .trim()
        .split("\n");
    expect(complete("--fail")).toEqual(["--fail-on"]);
    expect(complete("--fail-on", "w")).toEqual(["warning"]);
    expect(complete("exp")).toContain("explain");
    expect(complete("explain", "schema/unknown-p")).toEqual(["schema/unknown-property"]);
  });
});

describe("rules", () => {
  test("lists all of them, or those that mention words", async () => {
    const folder = folderWith({});
    const { stdout } = await kongLint(folder, ["rules"]);
    for (const { id } of rules) expect(stdout).toContain(id);
    const some = await kongLint(folder, ["rules", "listen/", "flag"]);
    expect(some.stdout).toContain("listen/unknown-flag");
    expect(some.stdout).not.toContain("schema/");
    const list = JSON.parse((await kongLint(folder, ["rules", "--format", "json"])).stdout);
    expect(list.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id));
  });
});

describe("explain", () => {
  test("a rule: its page, also by its name alone", async () => {
    const page = pageForReaders(rulePages["schema/unknown-property"] ?? "", "schema/unknown-property");
    for (const name of ["schema/unknown-property", "unknown-property"]) {
      expect((await kongLint(folderWith({}), ["explain", name])).stdout).toBe(`${page.trimEnd()}\n`);
    }
  });

  test("a rule: the messages of its examples, and nothing that only tests read", async () => {
    const { stdout } = await kongLint(folderWith({}), ["explain", "schema/boolean-value"]);
    expect(stdout).toMatch(/^> \*\*Error\*\* on line 1 for Kong \d[\d.]*: .*`off`/m);
    expect(stdout).not.toMatch(/findings|release=|^> *$/m);
  });

  test("a property: text, type, releases, variable, rules", async () => {
    const { stdout } = await kongLint(folderWith({}), ["explain", "KONG_LOG_LEVEL"]);
    expect(stdout).toMatch(/^log_level {2}in Kong \d/);
    expect(stdout).toMatch(/allowed +`debug`/);
    expect(stdout).toMatch(/default +`notice`/);
    expect(stdout).toMatch(/variable +KONG_LOG_LEVEL/);
  });

  test("a property that the release does not have, and what replaces it", async () => {
    const { stdout } = await kongLint(folderWith({}), [
      "explain",
      "proxy_listen_ssl",
      "--kong-version",
      "3.9",
    ]);
    expect(stdout).toContain("not in Kong 3.9");
    expect(stdout).toMatch(/replaced by +`proxy_listen`/);
  });
});

describe("effective", () => {
  const text = [
    "log_level = warn",
    "anonymous_reports = yes",
    "pg_password = hunter2secret",
    "no_such = 1",
    "database = mysql",
    "",
  ].join("\n");

  test("as JSON: verdict, values with their origin, what is lost; secrets masked", async () => {
    const folder = folderWith({ "kong.conf": text });
    const { code, stdout } = await kongLint(folder, [
      "effective",
      "kong.conf",
      "--kong-version",
      "3.9",
      "--format",
      "json",
    ]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("hunter2");
    const result = JSON.parse(stdout);
    expect(result.accepted).toBe(false);
    expect(result.refusals).toEqual([{ property: "database", rule: "schema/enum-value", line: 5 }]);
    expect(result.values.log_level).toBe("warn");
    expect(result.values.anonymous_reports).toBe(false);
    expect(result.values.proxy_listen).toBeDefined();
    expect(result.provenance.log_level).toEqual({ from: "file", line: 1 });
    expect(result.provenance.proxy_listen).toEqual({ from: "default" });
    expect(result.lost).toContainEqual({
      property: "no_such",
      reason: "unknown-key",
      line: 4,
      reads: null,
      overriddenBy: null,
    });
    expect(result.defaults.log_level).toBe("notice");
    expect(result.defaults).not.toHaveProperty("proxy_listen");
  });

  test("as a table, with an environment that wins", async () => {
    const folder = folderWith({ "kong.conf": text, "prod.env": "KONG_LOG_LEVEL=error\n" });
    const argv = ["effective", "kong.conf", "--kong-version", "3.9", "--env-file", "prod.env"];
    const { stdout } = await kongLint(folder, argv);
    expect(stdout).toMatch(/log_level +error +KONG_LOG_LEVEL/);
    expect(stdout).toContain("Kong rejects this configuration");
    expect(stdout).not.toContain("proxy_listen ");
    expect(stdout).not.toContain("by ssl_cipher_suite");
    expect((await kongLint(folder, [...argv, "--all"])).stdout).toMatch(/proxy_listen +0\.0\.0\.0:8000/);
  });
});

test("the settings of VS Code come from the declaration, without references", () => {
  const { properties } = vscodeConfiguration(rules);
  expect(Object.keys(properties)).toContain("kong-lint.release");
  expect(Object.keys(properties)).not.toContain("kong-lint.extends");
  expect(JSON.stringify(properties)).not.toContain("$ref");
});
