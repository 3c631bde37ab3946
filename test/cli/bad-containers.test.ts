import { describe, expect, it } from "vitest";
import { amount } from "../depth.ts";
import { folderWith, kongLint } from "./run-cli.ts";

interface Shown {
  readonly files: readonly {
    readonly units: readonly unknown[];
    readonly findings: readonly {
      readonly rule: string;
      readonly severity: string;
      readonly message: string;
    }[];
  }[];
}

/** What is found in a file: `rule: message`, or `left alone` where no process is in it; and whether all fixes leave the text as it is. */
async function outcome(
  files: Readonly<Record<string, string | Uint8Array>>,
  path = Object.keys(files)[0] ?? "",
) {
  const folder = folderWith({ ".git/HEAD": "", ...files });
  const run = await kongLint(folder, ["lint", "--format", "json", path]);
  expect([0, 1, 2], run.stderr).toContain(run.code);
  expect(run.stderr).not.toMatch(/at .*\.ts:\d+|internal/i);
  const [file] = (JSON.parse(run.stdout || '{"files":[]}') as Shown).files;
  const fixed = await kongLint(folder, [
    "lint",
    "--fix",
    "--unsafe-fixes",
    "--fix-dry-run",
    "--format",
    "json",
    path,
  ]);
  expect([0, 1, 2], fixed.stderr).toContain(fixed.code);
  return {
    stderr: run.stderr,
    units: file?.units.length ?? 0,
    rules: (file?.findings ?? []).filter(({ severity }) => severity === "error").map(({ rule }) => rule),
    messages: (file?.findings ?? []).map(({ message }) => message).join("\n"),
  };
}

const KONG = "services:\n  kong:\n    image: kong:3.9.1\n    environment:\n      KONG_LOG_LEVEL: notice\n";

describe("a Compose file that its reader refuses is one error, and no other", () => {
  it.each([
    ["broken YAML", `${KONG}      KONG_PG_HOST: [a\n`],
    ["a tab", `${KONG}\tKONG_PG_HOST: db\n`],
    ["a key twice", `${KONG}      KONG_LOG_LEVEL: info\n`],
    ["a mapping twice", `${KONG}    environment:\n      KONG_PG_HOST: db\n`],
    ["an alias of nothing", `${KONG}      KONG_PG_HOST: *db\n`],
  ])("%s", async (_, text) => {
    const { rules } = await outcome({ "compose.yaml": text });
    expect(rules).toEqual(["formats/refused"]);
  });
});

describe("circles end", () => {
  it.each([
    ["a service that extends itself", { "compose.yaml": `${KONG}    extends: kong\n` }],
    [
      "two that extend each other",
      { "compose.yaml": `${KONG}    extends: b\n  b:\n    image: kong:3.9.1\n    extends: kong\n` },
    ],
    [
      "files that include each other",
      {
        "compose.yaml": `include: [other.yaml]\n${KONG}`,
        "other.yaml": "include: [compose.yaml]\nservices: {}\n",
      },
    ],
    [
      "files that extend each other",
      {
        "compose.yaml": `${KONG}    extends: {file: other.yaml, service: kong}\n`,
        "other.yaml": "services:\n  kong:\n    extends: {file: compose.yaml, service: kong}\n",
      },
    ],
    ["a file that is its own environment file", { "compose.yaml": `${KONG}    env_file: compose.yaml\n` }],
  ])("%s", async (_, files) => {
    expect((await outcome(files)).units).toBeGreaterThan(0);
  });
});

describe("too much is not read to its end", () => {
  it("aliases that stand for billions of lines", async () => {
    const levels = Array.from({ length: 30 }, (_, at) =>
      at === 0 ? "x0: &x0 [KONG_A=1]" : `x${at}: &x${at} [${`*x${at - 1},`.repeat(10).slice(0, -1)}]`,
    );
    const { units } = await outcome({ "compose.yaml": `${levels.join("\n")}\n${KONG}x-y: *x29\n` });
    expect(units).toBe(1);
  });

  it("merges of merges", async () => {
    const levels = Array.from({ length: 30 }, (_, at) =>
      at === 0 ? "x0: &x0 {KONG_A: a}" : `x${at}: &x${at} {<<: [${`*x${at - 1},`.repeat(9).slice(0, -1)}]}`,
    );
    const { units } = await outcome({ "compose.yaml": `${levels.join("\n")}\n${KONG}      <<: *x29\n` });
    expect(units).toBe(1);
  });

  it("ten thousand services, one of them Kong's", async () => {
    const services = Array.from(
      { length: amount(10_000) },
      (_, at) => `  s${at}:\n    image: nginx:1\n`,
    ).join("");
    expect((await outcome({ "compose.yaml": KONG + services })).units).toBe(1);
  });

  it("a Dockerfile of 10 MB", async () => {
    const text = `FROM kong:3.9.1\n${"RUN echo a line of some length that does nothing at all\n".repeat(amount(190_000))}ENV KONG_LOG_LEVEL=loud\n`;
    expect((await outcome({ Dockerfile: text })).rules).toEqual(["schema/enum-value"]);
  });

  it("one line of ENV with a thousand variables", async () => {
    const words = Array.from(
      { length: amount(1000) },
      (_, at) => `KONG_X_${at}="\${KONG_X_${at - 1}}a"`,
    ).join(" ");
    expect((await outcome({ Dockerfile: `FROM kong:3.9.1\nENV ${words}\n` })).units).toBe(1);
  });
});

describe("what is no text of its format", () => {
  it.each([
    ["binary data", "compose.yaml", new Uint8Array([0, 1, 2, 255, 254, 0, 0])],
    [
      "quotes that nobody closes, in a script",
      "run.sh",
      'docker run -e KONG_LOG_LEVEL="loud kong:3.9\necho done\n',
    ],
    ["quotes that nobody closes, in a Dockerfile", "Dockerfile", 'FROM kong:3.9\nENV KONG_LOG_LEVEL="loud\n'],
    ["quotes that nobody closes, in an environment file", "kong.env", 'KONG_LOG_LEVEL="loud\n'],
    ["a fence that nobody closes", "README.md", "```sh\ndocker run -e KONG_LOG_LEVEL=info kong:3.9"],
  ])("%s", async (_, path, text) => {
    await outcome({ [path]: text });
  });

  it.each([
    ["a value", "      KONG_PG_HOST: {{ host }}\n"],
    ["an entry", "      {{ name }}: {{ value }}\n"],
    ["a condition", "{% if x %}\n      KONG_PG_HOST: db\n{% endif %}\n"],
    ["a loop", "{{- range .Values.env }}\n      {{ .name }}: {{ .value }}\n{{- end }}\n"],
  ])("a template in YAML, %s, makes no error", async (_, entry) => {
    const { rules } = await outcome({ "compose.yaml.j2": KONG + entry });
    expect(rules).toEqual([]);
  });
});

it("a file outside of the repository is not read, and the report says so once", async () => {
  const files = { "compose.yaml": `${KONG}    env_file: [../../secret.env, ../../secret.env]\n` };
  const { stderr, units } = await outcome(files);
  expect(units).toBe(1);
  expect(stderr.split("\n").filter((line) => line.includes("secret.env"))).toHaveLength(1);
});
