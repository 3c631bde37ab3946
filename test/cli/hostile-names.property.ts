import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { safeText } from "../../server/cli/safe-output.ts";
import { reporters } from "../../server/report/reporters.ts";
import { CODES, styleFor } from "../../server/report/style.ts";
import { type CliResult, folderWith, kongLint } from "./run-cli.ts";

/** What a terminal or a runner would obey, or what hides a part of a name; NUL and `/` no path may hold. */
const PAYLOADS: Readonly<Record<string, string>> = {
  color: "x\u001b[31m\u001b[2Jy",
  link: "x\u001b]8;;https:example\u0007y\u001b]8;;\u0007",
  "workflow command": "x\n::error file=a.conf::y",
  "command at the beginning": "::error::x",
  "command after a blank": " ::error::x",
  "older command": "##[error]x",
  "pipeline command": "x ##vso[task.setvariable variable=a]y",
  "return and section": "x\r\u001b[0Ksection_start:1:a\r\u001b[0Ky",
  "control of 8 bits": "x\u009b31my",
  "line separators": "x\u2028y\u2029z\u0085",
  direction: "x\u202egpj.\u2066y",
  "zero width": "x\u200b\u200d\u2060\ufeff\u00ad\u034f\u180e\u3164y",
  tags: "x\u{e0041}\u{e0042}y",
};
const payloads = Object.entries(PAYLOADS);

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

function expectHarmless(text: string, what: string, permitsCommands = false): void {
  const hidden = [...text.matchAll(HIDDEN)].map(([sign]) => sign);
  expect(
    hidden.filter((sign) => !["\n", "\t", "\ufe0f"].includes(sign)),
    what,
  ).toEqual([]);
  expect(text, what).not.toMatch(/##\w*\[/);
  if (!permitsCommands) expect(text, what).not.toMatch(/^\s*::/m);
}

function expectHarmlessRun({ stdout, stderr }: CliResult, what: string, format = ""): void {
  expectHarmless(stdout, `${what}, standard output`, format === "github");
  expectHarmless(stderr, `${what}, standard error`);
  expect(`${stdout}${stderr}`, what).not.toMatch(/internal error/);
  for (const line of stderr.trimEnd().split("\n")) expect(line, what).toMatch(/^(kong-lint: |$)/);
}

const FINDING = 'pg_prt = 1\npg_host = "db"\n';

describe.each(payloads)("a path with: %s", (_, payload) => {
  const name = `${payload.replaceAll("/", "")}.conf`;
  const run = (argv: readonly string[], stdin = FINDING) =>
    kongLint(folderWith({ [name]: stdin, ".kong-lint.json": "{}" }), argv, { stdin });

  test("in every report", async () => {
    for (const format of Object.keys(reporters)) {
      expectHarmlessRun(await run(["--format", format, "--", name]), format, format);
    }
  });

  test("in every command", async () => {
    const upgrade = ["upgrade", "--from", "3.8", "--to", "3.9"];
    for (const argv of [
      ["--list-files", "--", name],
      ["--diff", "--unsafe-fixes", "--", name],
      ["--fix", "--", name],
      ["--stdin-filename", name, "-"],
      ["--print-config", name],
      ["--print-config", name, "--format", "json"],
      ["--", `none-${name}`],
      ["--baseline", name, "--", name],
      ["--settings", name],
      ["--settings", `none-${name}`],
      ["--format", `json:none/${name}`],
      ["effective", "--", name],
      ["effective", "--format", "json", "--", name],
      ["effective", "--env-file", `none-${name}`, "--", name],
      [...upgrade, "--", name],
      [...upgrade, "--format", "markdown", "--", name],
      [...upgrade, "--format", "json", "--", name],
      [...upgrade, "--write", "--", name],
      [...upgrade, "--", `none-${name}`],
      ["environment", "--", name],
      ["matrix", "--", name],
      ["diff", name, ".kong-lint.json"],
      ["diff", name, `none-${name}`],
      ["convert", "--to", "dotenv", "--", name],
      ["convert", "--to", "compose", "--", name],
      ["why", "--", name],
    ]) {
      expectHarmlessRun(await run(argv), argv.join(" "));
    }
  });

  test("in JSON it is the same path", async () => {
    const { stdout } = await run(["--format", "json", "--", name]);
    expect(JSON.parse(stdout).files[0].path).toBe(name);
  });
});

test.each(payloads)("words of a command line with: %s", async (_, payload) => {
  const folder = folderWith({ "kong.conf": FINDING });
  for (const argv of [
    [`--${payload}`],
    ["--rule", `${payload}=off`],
    ["--rule", payload],
    ["--format", payload],
    ["--kong-version", payload],
    ["--max-warnings", payload],
    ["--fail-on", payload],
    ["--since", payload],
    ["explain", "--", payload],
    ["explain", "--", `security/${payload}`],
    ["rules", "--", payload],
    ["completion", "--", payload],
    ["upgrade", "--from", payload, "--to", "3.9", "kong.conf"],
    ["upgrade", "--from", "3.8", "--to", "3.9", "--format", payload, "kong.conf"],
    ["review", "--github", "--repository", payload],
    ["lsp", "--socket", payload],
  ]) {
    expectHarmlessRun(await kongLint(folder, argv), argv.join(" "));
  }
});

test.each(payloads)("settings with: %s", async (_, payload) => {
  for (const settings of [
    { [payload]: 1 },
    { rules: { [payload]: "off" } },
    { rules: { "schema/unknown-property": payload } },
    { rules: { "schema/unknown-property": { options: { [payload]: 1 } } } },
    { extends: [payload] },
    { requires: payload },
    { release: payload },
    { edition: payload },
    { overrides: [{ files: ["*"], [payload]: 1 }] },
    { ignores: [payload], extraProperties: [payload] },
    { baseline: payload },
  ]) {
    const text = JSON.stringify(settings);
    for (const [name, content] of [
      [".kong-lint.json", text],
      [".kong-lint.json", `${text}${payload}`],
      [".kong-lint.yaml", text],
      [".kong-lint.yaml", `${text}\n${payload}: [`],
    ] as const) {
      const folder = folderWith({ "kong.conf": FINDING, [name]: content });
      for (const argv of [["kong.conf"], ["--print-config", "kong.conf"], ["--list-files"]]) {
        expectHarmlessRun(await kongLint(folder, argv), `${argv[0]} ${name} ${content}`);
      }
    }
  }
});

test.each(payloads)("a file that holds: %s", async (_, payload) => {
  const flat = payload.replaceAll("\n", "");
  const content = `${flat} = 1\npg_prt = ${flat}\nproxy_listen = ${flat}\nlog_level = ${flat}\n${payload}\n`;
  const folder = folderWith({ "kong.conf": content });
  const upgrade = ["upgrade", "--from", "0.14", "--to", "3.9"];
  for (const argv of [
    ...Object.keys(reporters).map((format) => ["--format", format]),
    ["--diff", "--unsafe-fixes"],
    ["effective"],
    ["effective", "--format", "json"],
    upgrade,
    [...upgrade, "--format", "markdown"],
    [...upgrade, "--format", "json"],
  ]) {
    const result = await kongLint(folder, [...argv, "kong.conf"]);
    expectHarmlessRun(result, argv.join(" "), argv[1]);
  }
});

describe("the place where text leaves", () => {
  test("lets the looks of a style pass where they are wanted, and nothing else", () => {
    const looks = Object.keys(CODES) as (keyof typeof CODES)[];
    const colors = { color: true, hyperlinks: true };
    const style = styleFor(true, true);
    const painted = looks.map((look) => style.paint(look, "x")).join("") + style.link("x", "https://a.b");
    expect(safeText(painted, { colors })).toBe(painted);
    expect(safeText(painted)).not.toContain("\u001b");
    expect(safeText(painted, { colors: { color: true, hyperlinks: false } })).not.toContain("\u001b]");
    expect(safeText("\u001b[2J\u001b[6n\u001b[31;5m", { colors })).not.toContain("\u001b");
  });

  test.each(payloads)("escapes so that JSON stays what it says: %s", (_, payload) => {
    const value = { [payload]: [payload, 1] };
    expect(JSON.parse(safeText(JSON.stringify(value, undefined, 2)))).toEqual(value);
  });

  test("is the only one", () => {
    // The protocol of the language server is no text; the entry point owns the descriptors.
    // The launcher prints fixed texts; the action passes on what the program has escaped, and escapes its own command.
    // Files are written by two modules of the platform.
    const own = [
      "cli/bin.ts",
      "cli/lsp/open-connection.ts",
      "cli/launch/launch.ts",
      "cli/action/action.ts",
      "platform/node/node-calls.ts",
      "platform/node/write-bytes.ts",
    ];
    const root = new URL("../../server/", import.meta.url);
    const guilty = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !own.includes(path))
      .filter((path) =>
        /process\.std(?:out|err)\.write|(?<![.\w])console\.|\bwriteSync\b|\.stderr\.write\(\s*[`"']kong-lint/.test(
          readFileSync(new URL(path, root), "utf8"),
        ),
      );
    expect(guilty).toEqual([]);
  });
});
