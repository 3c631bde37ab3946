import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const COMPOSE = [
  "services:",
  "  kong:",
  "    image: kong:3.9",
  "    env_file: gw.env",
  "    environment:",
  "      KONG_PG_PASSWORD: hunter22",
  "      KONG_PG_HOST: $" + "{PG_HOST}",
  "      KONG_LICENSE_DATA:",
  "",
].join("\n");
const files = { "compose.yaml": COMPOSE, "gw.env": "KONG_LOG_LEVEL=info\n" };
const GIVEN = { "given.json": JSON.stringify({ shell: { PG_HOST: "db" }, image_env: { KONG_A: "1" } }) };

describe("kong-lint environment", () => {
  test("prints the contract of its JSON", async () => {
    const argv = ["environment", "--format", "json", "--given", "given.json", "compose.yaml"];
    const { code, stdout } = await kongLint(folderWith({ ...files, ...GIVEN }), argv);
    expect(code).toBe(0);
    const { version, units } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(units).toHaveLength(1);
    const [{ variables, problems, ...unit }] = units;
    expect(unit).toEqual({ id: "services.kong", name: "service kong", release: "oss@3.9" });
    const at = (line: number, path = "compose.yaml") => ({ path, line });
    expect(variables).toEqual([
      { name: "KONG_A", value: "1", state: "text", layer: "image ENV", at: at(2) },
      { name: "KONG_LICENSE_DATA", value: null, state: "removed", layer: "environment", at: at(8) },
      { name: "KONG_LOG_LEVEL", value: "info", state: "text", layer: "env_file gw.env", at: at(1, "gw.env") },
      { name: "KONG_PG_HOST", value: "db", state: "text", layer: "environment", at: at(7) },
      { name: "KONG_PG_PASSWORD", value: "•••", state: "text", layer: "environment", at: at(6) },
    ]);
    expect(problems).toEqual([
      expect.objectContaining({ kind: "removed", name: "KONG_LICENSE_DATA", refuses: false, at: at(8) }),
    ]);
  });

  test("says why a value is known at run time only", async () => {
    const { stdout } = await kongLint(folderWith(files), ["environment", "--format", "json", "compose.yaml"]);
    expect(JSON.parse(stdout).units[0].variables).toContainEqual(
      expect.objectContaining({
        name: "KONG_PG_HOST",
        value: null,
        state: "opaque",
        why: "shell-variable",
      }),
    );
  });

  test("prints a table, and masks secrets", async () => {
    const { code, stdout, stderr } = await kongLint(folderWith(files), ["environment", "compose.yaml"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("KONG_LOG_LEVEL");
    expect(stdout).toContain("env_file gw.env, gw.env:1");
    expect(stdout).toContain("(known at run time only: a shell variable)");
    expect(stdout).not.toContain("hunter22");
  });

  test("prints secrets where that is asked for, with one line of warning", async () => {
    const { stdout, stderr } = await kongLint(folderWith(files), [
      "environment",
      "--show-secrets",
      "compose.yaml",
    ]);
    expect(stdout).toContain("hunter22");
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain("in plain text");
  });

  test("counts", async () => {
    const { stdout } = await kongLint(folderWith(files), ["environment", "--statistics", "compose.yaml"]);
    expect(stdout).toMatch(/^1 process$/m);
    expect(stdout).toMatch(/^5 variables, 3 as text \(60\.0 %\)$/m);
    expect(stdout).not.toMatch(/[a-z]-[a-z]/);
  });

  test.each([
    ["docker-run", '"a" # b'],
    ["compose-2", "a"],
    ["systemd", "a# b"],
  ])("reads a file of variables as its reader does: %s", async (reader, expected) => {
    const folder = folderWith({
      "kong.env": 'KONG_A="a" # b\n',
      "given.json": JSON.stringify({ reader, shell: {} }),
    });
    const argv = ["environment", "--format", "json", "--given", "given.json", "kong.env"];
    const { stdout } = await kongLint(folder, argv);
    expect(JSON.parse(stdout).units[0].variables).toMatchObject([{ name: "KONG_A", value: expected }]);
  });

  test.each([
    [["environment"], /expects one FILE/],
    [["environment", "a", "b"], /expects one FILE/],
    [["environment", "none.yaml"], /none\.yaml/],
    [["environment", "other.yaml"], /no Kong process in it/],
    [["environment", "--given", "none.json", "compose.yaml"], /no such file/],
    [["environment", "--given", "bad.json", "compose.yaml"], /there is no `shel`/],
    [["environment", "--given", "compose.yaml", "compose.yaml"], /not JSON/],
    [["environment", "--format", "sarif", "compose.yaml"], /expected pretty or json/],
  ])("refuses %j with one line", async (argv, message) => {
    const folder = folderWith({
      ...files,
      "other.yaml": "services:\n  x:\n    image: redis\n",
      "bad.json": '{"shel": {}}',
    });
    const { code, stdout, stderr } = await kongLint(folder, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("files to which a Compose file refers", () => {
  test("are read within the repository or the working folder only", async () => {
    const text = "services:\n  kong:\n    image: kong:3.9\n    env_file: ../../outside.env\n";
    const { stdout } = await kongLint(folderWith({ "compose.yaml": text }), [
      "environment",
      "--format",
      "json",
      "compose.yaml",
    ]);
    const [{ variables, problems }] = JSON.parse(stdout).units;
    expect(problems).toEqual([]);
    expect(variables.map(({ name }: { readonly name: string }) => name)).toEqual(["KONG_NGINX_DAEMON"]);
  });

  test("are read file after file", async () => {
    const folder = folderWith({
      "compose.yaml": "services:\n  kong:\n    extends: {file: base/base.yaml, service: gw}\n",
      "base/base.yaml": "services:\n  gw:\n    build: ./image\n    env_file: gw.env\n",
      "base/image/Dockerfile": "FROM kong:3.4\nENV KONG_DATABASE=off\n",
      "base/gw.env": "KONG_LOG_LEVEL=info\n",
    });
    const { stdout } = await kongLint(folder, ["environment", "--format", "json", "compose.yaml"]);
    const [{ variables, release }] = JSON.parse(stdout).units;
    expect(release).toBe("oss@3.4");
    expect(variables).toMatchObject([
      { name: "KONG_DATABASE", value: "off", at: { path: "base/image/Dockerfile", line: 2 } },
      { name: "KONG_LOG_LEVEL", value: "info", at: { path: "base/gw.env", line: 1 } },
      { name: "KONG_NGINX_DAEMON", value: "off", at: { path: "base/image/Dockerfile", line: 1 } },
    ]);
  });
});

describe("variables of other programs", () => {
  test.each([
    [
      "compose.yaml",
      "services:\n  kong:\n    image: kong:3.9\n    env_file: other.env\n    environment: {KONG_DATABASE: postgres, TZ: UTC}\n",
      ["LANG", "TZ"],
    ],
    [
      "task.json",
      '{"containerDefinitions": [{"name": "kong", "image": "kong:3.9", "environment": [{"name": "KONG_DATABASE", "value": "postgres"}, {"name": "TZ", "value": "UTC"}]}]}\n',
      ["TZ"],
    ],
    [
      "kong.nomad",
      'job "kong" {\n  group "kong" {\n    task "kong" {\n      driver = "docker"\n      config {\n        image = "kong:3.9"\n      }\n      env {\n        KONG_DATABASE = "postgres"\n        TZ = "UTC"\n      }\n    }\n  }\n}\n',
      ["TZ"],
    ],
    [
      "main.tf",
      'resource "aws_ecs_task_definition" "kong" {\n  container_definitions = jsonencode([{\n    name = "kong"\n    image = "kong:3.9"\n    environment = [\n      { name = "KONG_DATABASE", value = "postgres" },\n      { name = "TZ", value = "UTC" },\n    ]\n  }])\n}\n',
      ["TZ"],
    ],
  ])("are listed for %s", async (path, text, names) => {
    const folder = folderWith({ [path]: text, "other.env": "LANG=C\n" });
    const { stdout } = await kongLint(folder, ["environment", "--format", "json", path]);
    const variables: readonly { readonly name: string }[] = JSON.parse(stdout).units[0].variables;
    const others = variables.map(({ name }) => name).filter((name) => !name.startsWith("KONG_"));
    expect(others).toEqual(names);
  });
});
