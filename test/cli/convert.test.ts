import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { optionsOf } from "../../server/cli/option-table.ts";
import { TARGETS } from "../../server/formats/targets.ts";
import { folderWith, kongLint } from "./run-cli.ts";

const CONF = `# The database

# of the team
database = postgres  # not off
pg_host = db.example.org
# pg_port = 5433
pg_password = s3cr3t-Passw0rd
log_level = info

nginx_http_log_format = main '$remote_addr'
pg_user = \${PG_USER}
`;

function convert(content: string, ...argv: readonly string[]) {
  return kongLint(folderWith({ "kong.conf": content }), [
    "convert",
    "--kong-version",
    "3.9",
    "kong.conf",
    ...argv,
  ]);
}

describe("kong-lint convert", () => {
  test("writes a Compose service, with comments and order, and says what is missing", async () => {
    const { code, stdout, stderr } = await convert(CONF, "--to", "compose");
    expect(stdout).toBe(`services:
  kong:
    image: kong:3.9.3
    environment:
      # The database

      # of the team
      # not off
      KONG_DATABASE: postgres
      KONG_PG_HOST: db.example.org
      KONG_PG_PASSWORD: \${KONG_PG_PASSWORD}
      KONG_LOG_LEVEL: info

      KONG_NGINX_HTTP_LOG_FORMAT: main '$$remote_addr'
      # pg_user: not converted, its value comes from a variable that is not known here
`);
    expect(stderr).toBe(
      "kong-lint: not converted: pg_user (its value comes from a variable that is not known here)\n" +
        "kong-lint: 1 secret written as a reference: KONG_PG_PASSWORD. Set each variable in the shell, or in the `.env` file that Docker Compose reads\n",
    );
    expect(code).toBe(1);
  });

  test("writes an `env` list of Kubernetes", async () => {
    const { code, stdout } = await convert(
      "pg_password = s3cr3t-Passw0rd\nprefix = /a $(b)\n",
      "--to",
      "kubernetes",
    );
    expect(stdout).toBe(`env:
  - name: KONG_PG_PASSWORD
    valueFrom:
      secretKeyRef:
        name: kong-secrets
        key: pg_password
  - name: KONG_PREFIX
    value: /a $$(b)
`);
    expect(code).toBe(0);
  });

  test("writes an `env` block of Helm values", async () => {
    const { stdout, stderr } = await convert(
      "pg_password = s3cr3t-Passw0rd\ndatabase = off\n",
      "--to",
      "helm",
    );
    expect(stdout).toBe(`env:
  pg_password:
    valueFrom:
      secretKeyRef:
        name: kong-secrets
        key: pg_password
  database: "off"
`);
    expect(stderr).toContain("Create the Secret `kong-secrets` with the key pg_password");
  });

  test.each([
    ["compose", "KONG_PREFIX='/a b#\"'", "KONG_PG_PASSWORD"],
    ["docker", 'KONG_PREFIX=/a b#"', "KONG_PG_PASSWORD"],
    ["shell", "export KONG_PREFIX='/a b#\"'", "export KONG_PG_PASSWORD"],
    ["systemd", 'KONG_PREFIX="/a b#\\""', "# KONG_PG_PASSWORD="],
  ])("writes an environment file for %s", async (reader, prefix, password) => {
    const conf = 'prefix = /a b\\#"\npg_password = s3cr3t-Passw0rd\n';
    const { code, stdout } = await convert(conf, "--to", "dotenv", "--reader", reader);
    const lines = stdout.split("\n");
    expect(lines).toContain(prefix);
    expect(lines).toContain(password);
    expect(lines[0]).toBe("# kong-lint: kong=oss@3.9.3");
    expect(code).toBe(0);
  });

  test("writes a kong.conf that Kong reads as text where the environment has text", async () => {
    const env = "KONG_PG_USER=00123\nKONG_PREFIX=/a#b\nKONG_PG_DATABASE=1e3\nKONG_PG_HOST=a\\\\nb\nTZ=UTC\n";
    const folder = folderWith({ "kong.env": env });
    const { stdout, stderr, code } = await kongLint(folder, [
      "convert",
      "kong.env",
      "--kong-version",
      "3.9",
      "--to",
      "kong-conf",
    ]);
    expect(stdout).toContain("pg_user = 00123 # kept as text by this comment\n");
    expect(stdout).toContain("prefix = /a\\#b\n");
    expect(stdout).toContain("pg_database = 1e3 # kept");
    expect(stderr).toContain("not converted: TZ (it is not a variable of Kong)");
    expect(code).toBe(1);
  });

  test("leaves out what the target cannot say", async () => {
    const folder = folderWith({
      "compose.yaml":
        'services:\n  kong:\n    image: kong:3.9\n    environment:\n      KONG_PG_USER: "a\\nb"\n      KONG_PREFIX: /x\n',
    });
    const { stdout, stderr, code } = await kongLint(folder, [
      "convert",
      "compose.yaml",
      "--to",
      "dotenv",
      "--reader",
      "docker",
    ]);
    expect(stdout).toContain(
      "# KONG_PG_USER: not converted, the target has no way to write it\nKONG_PREFIX=/x\n",
    );
    expect(stderr).toContain("not converted: KONG_PG_USER");
    expect(stderr).toContain("the image `kong:3.9` is not part of the result");
    expect(code).toBe(1);
  });

  test("says what a file of a secret, a name alone and a program beside Kong lose", async () => {
    const folder = folderWith({
      "compose.yaml": [
        "services:",
        "  kong:",
        "    image: kong:3.9",
        "    environment:",
        "      KONG_PG_PASSWORD_FILE: /run/secrets/pg",
        "      KONG_PG_USER_FILE: /run/secrets/user",
        "      KONG_DATABASE: postgres",
        "      TZ: UTC",
        "",
      ].join("\n"),
    });
    const { stdout, stderr } = await kongLint(folder, ["convert", "compose.yaml", "--to", "helm"]);
    expect(stdout).toContain('database: "postgres"');
    expect(stdout).toContain("key: pg_password");
    expect(stderr).toContain("not converted: TZ (it is not a variable of Kong)");
    expect(stderr).toContain("KONG_PG_USER (its value is in a file of the container)");
  });

  test("carries what a chart sets by itself", async () => {
    const folder = folderWith({
      "values.yaml": "env:\n  database: 'off'\nproxy:\n  http:\n    containerPort: 9000\n",
    });
    const { stdout } = await kongLint(folder, ["convert", "values.yaml", "--to", "compose"]);
    expect(stdout.match(/# Set by the chart kong \d/g)).toHaveLength(1);
    expect(stdout.match(/# Set by the values of chart kong \d/g)).toHaveLength(1);
    expect(stdout).toMatch(/KONG_PROXY_LISTEN: .*0\.0\.0\.0:9000/);
  });

  test("prints no secret, unless it is told to keep them", async () => {
    for (const { name } of TARGETS) {
      const conf = `# old: pg_password = 0ther-Passw0rd\n${CONF}`;
      const masked = await convert(conf, "--to", name);
      expect(masked.stdout + masked.stderr).not.toMatch(/s3cr3t-Passw0rd|0ther-Passw0rd/);
      const kept = await convert(conf, "--to", name, "--secrets", "keep");
      expect(kept.stdout).toContain("s3cr3t-Passw0rd");
      expect(kept.stderr).toContain("secrets are written in plain text");
      expect(kept.stderr).not.toContain("s3cr3t-Passw0rd");
    }
  });

  test("reads what it writes", async () => {
    const folder = folderWith({ "kong.conf": CONF.replace(/^pg_user.*\n/m, "") });
    const run = (...argv: readonly string[]) => kongLint(folder, [...argv, "--kong-version", "3.9"]);
    await run("convert", "kong.conf", "--to", "compose", "--secrets", "keep", "--output", "compose.yaml");
    await run("convert", "compose.yaml", "--to", "helm", "--secrets", "keep", "-o", "values.yaml");
    await run("convert", "values.yaml", "--to", "dotenv", "--secrets", "keep", "-o", "kong.env");
    await run("convert", "kong.env", "--to", "kong-conf", "--secrets", "keep", "-o", "last.conf");
    const last = readFileSync(join(folder, "last.conf"), "utf8");
    for (const line of [
      "database = postgres",
      "pg_password = s3cr3t-Passw0rd",
      "nginx_http_log_format = main '$remote_addr'",
    ])
      expect(last).toContain(`${line}\n`);
    expect(last).toContain("# of the team\n");
  });

  test("reads standard input", async () => {
    const { stdout } = await kongLint(folderWith({}), ["convert", "-", "--to", "compose"], {
      stdin: "log_level = debug\n",
    });
    expect(stdout).toContain("KONG_LOG_LEVEL: debug\n");
  });
});

describe("the file that is written", () => {
  test("is not replaced without --force", async () => {
    const folder = folderWith({ "kong.conf": "log_level = debug\n", "out.yaml": "mine\n" });
    const argv = ["convert", "kong.conf", "--to", "compose", "--output", "out.yaml"];
    const refused = await kongLint(folder, argv);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toBe("kong-lint: --output out.yaml: the file exists; add --force to replace it\n");
    expect(readFileSync(join(folder, "out.yaml"), "utf8")).toBe("mine\n");
    const forced = await kongLint(folder, [...argv, "--force"]);
    expect(forced).toMatchObject({ code: 0, stdout: "" });
    expect(readFileSync(join(folder, "out.yaml"), "utf8")).toContain("KONG_LOG_LEVEL: debug");
  });
});

const TWO = `services:
  kong:
    image: kong:3.9
    environment: {KONG_DATABASE: postgres}
  kong-migrations:
    image: kong:3.9
    command: kong migrations bootstrap
    environment: {KONG_DATABASE: postgres, KONG_LOG_LEVEL: debug}
`;

describe("one of several processes", () => {
  test.each(["kong-migrations", "services.kong-migrations", "service kong-migrations"])(
    "by %s",
    async (name) => {
      const folder = folderWith({ "compose.yaml": TWO });
      const { code, stdout } = await kongLint(folder, [
        "convert",
        "compose.yaml",
        "--to",
        "helm",
        "--unit",
        name,
      ]);
      expect(code).toBe(0);
      expect(stdout).toContain('log_level: "debug"');
    },
  );

  test("has to be named", async () => {
    const folder = folderWith({ "compose.yaml": TWO });
    const { code, stderr } = await kongLint(folder, ["convert", "compose.yaml", "--to", "helm"]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "kong-lint: compose.yaml describes 2 Kong processes; add --unit, one of services.kong, services.kong-migrations\n",
    );
  });
});

describe("bad input", () => {
  test.each([
    [[], "expects one FILE"],
    [["kong.conf"], "add --to FORMAT, one of kong-conf, dotenv"],
    [["kong.conf", "kong.conf", "--to", "helm"], "expects one FILE"],
    [["kong.conf", "--to", "kubernets"], "did you mean kubernetes?"],
    [["kong.conf", "--to", "dockerfile"], "--to dockerfile: "],
    [["kong.conf", "--to", "helm", "--reader", "docker"], "leave --reader out"],
    [["kong.conf", "--to", "dotenv", "--reader", "perl"], "--reader perl: not one of compose-2"],
    [["kong.conf", "--to", "helm", "--secrets", "hide"], "--secrets hide: "],
    [
      ["kong.conf", "--to", "helm", "--unit", "gateway"],
      "--unit gateway: kong.conf describes no such process",
    ],
    [["kong.conf", "--to", "helm", "--force"], "--force belongs to --output"],
    [["kong.conf", "--to", "helm", "--output", "folder"], "--output folder: this is not a file"],
    [["kong.conf", "--to", "helm", "--output", "none/x.yaml"], "--output none/x.yaml: "],
    [["missing.conf", "--to", "helm"], "missing.conf: "],
    [["empty.conf", "--to", "helm"], "empty.conf: "],
    [["binary.conf", "--to", "helm"], "binary.conf: "],
    [["nginx.txt", "--to", "helm"], "nginx.txt: "],
  ])("%j", async (argv, message) => {
    const folder = folderWith({
      "kong.conf": "log_level = debug\n",
      "empty.conf": "",
      "binary.conf": new Uint8Array([0, 1, 2, 255]),
      "nginx.txt": "server {\n  listen 80;\n}\n",
      "folder/x": "",
    });
    const { code, stdout, stderr } = await kongLint(folder, ["convert", ...argv]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

test("the help names the targets that there are", () => {
  const names = TARGETS.map(({ name }) => name);
  const to = optionsOf("convert").find(({ name }) => name === "to");
  expect(to?.help).toContain(`${names.slice(0, -1).join(", ")} or ${names.at(-1)}`);
});

test("every target has a writer", async () => {
  for (const target of TARGETS) expect((await target.load()).unitWriter, target.name).toBeDefined();
});
