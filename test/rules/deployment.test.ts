import { describe, expect, test } from "vitest";
import { rulesAndLines as findings } from "./linked-findings.ts";

const DBLESS = '      KONG_DATABASE: "off"\n      KONG_DECLARATIVE_CONFIG: /kong/kong.yml\n';
const VOLUME = '    volumes: ["./config:/kong"]\n';

function service(settings: string, rest = ""): string {
  return `services:\n  kong:\n    image: kong:3.9\n    environment:\n${settings}${rest}`;
}

describe("other files that belong to a service", () => {
  test("a listener in a file of variables is a listener", async () => {
    const compose = service(DBLESS, `${VOLUME}    env_file: kong.env\n    ports: ["9000:9000"]\n`);
    const rule = /published-port-without-listener/;
    const open = "KONG_PROXY_LISTEN=0.0.0.0:9000\n";
    expect(await findings({ "compose.yaml": compose, "kong.env": open }, rule)).toEqual([]);
    const other = "KONG_PROXY_LISTEN=0.0.0.0:9001\n";
    expect(await findings({ "compose.yaml": compose, "kong.env": other }, rule)).toEqual([
      "deployment/published-port-without-listener 9",
    ]);
    // Without the file, nobody knows.
    expect(await findings({ "compose.yaml": compose }, rule)).toEqual([]);
  });

  test("a file of variables may name the database", async () => {
    const rule = /database-host-unknown/;
    const compose =
      "services:\n  kong:\n    image: kong:3.9\n    env_file: kong.env\n  db:\n    image: postgres:16\n";
    const found = (host: string) =>
      findings(
        { "compose.yaml": compose, "kong.env": `KONG_DATABASE=postgres\nKONG_PG_HOST=${host}\n` },
        rule,
      );
    expect(await found("dbb")).toEqual(["deployment/database-host-unknown 2"]);
    expect(await found('"dbb"')).toEqual(["deployment/database-host-unknown 2"]);
    expect(await found("db")).toEqual([]);
    expect(await found("dbb.example.com")).toEqual([]);
    // Only while nobody sets the variable.
    expect(await found("${DB_HOST:-dbb}")).toEqual([]);
    expect(await found("$DB_HOST")).toEqual([]);
  });

  test("an override may mount the file, and may name the database", async () => {
    const rule = /file-not-mounted|database-host-unknown/;
    const base = service(DBLESS);
    expect(await findings({ "compose.yaml": base }, rule)).toEqual(["deployment/file-not-mounted 6"]);
    const mounts = `services:\n  kong:\n${VOLUME}`;
    expect(await findings({ "compose.yaml": base, "compose.override.yaml": mounts }, rule)).toEqual([]);
    const postgres = service("      KONG_DATABASE: postgres\n      KONG_PG_HOST: pg\n");
    expect(await findings({ "compose.yaml": postgres }, rule)).toEqual([
      "deployment/database-host-unknown 6",
    ]);
    const database = "services:\n  pg:\n    image: postgres:16\n";
    expect(await findings({ "compose.yaml": postgres, "compose.override.yaml": database }, rule)).toEqual([]);
  });

  test("what values turn on is shown there, not at the port in the values of the chart", async () => {
    const chart = {
      "kong/Chart.yaml": "apiVersion: v2\nname: kong\nversion: 2.41.1\n",
      "kong/values.yaml":
        "image:\n  repository: kong\n  tag: '3.9'\nadmin:\n  enabled: false\n  type: NodePort\n  http:\n    enabled: false\n    containerPort: 8001\n    servicePort: 8001\n",
    };
    const own = "admin:\n  enabled: true\n  http:\n    enabled: true\n";
    const rule = /admin-published|admin-listen-public/;
    expect(await findings({ "kong/prod-values.yaml": own, ...chart }, rule)).toEqual([
      "deployment/admin-published 1",
      "deployment/admin-published 3",
    ]);
    const inside = own.replace("admin:\n", "admin:\n  type: ClusterIP\n");
    expect(await findings({ "kong/prod-values.yaml": inside, ...chart }, rule)).toEqual([
      "security/admin-listen-public 4",
    ]);
  });

  test("what is not read may have what is missing", async () => {
    const rule = /control-plane-address|hybrid-requirements|portal-required|data-plane-trust/;
    const plane = 'KONG_ROLE" = "data_plane"\n    "KONG_DATABASE" = "off"\n    "KONG_PORTAL" = "on';
    expect(await findings({ "main.tf": `locals {\n  plane = {\n    "${plane}"\n  }\n}\n` }, rule)).toEqual(
      [],
    );
    const settings = '      KONG_ROLE: data_plane\n      KONG_DATABASE: "off"\n';
    expect(await findings({ "compose.yaml": service(settings, "    env_file: kong.env\n") }, rule)).toEqual(
      [],
    );
    expect((await findings({ "compose.yaml": service(settings) }, rule)).length).toBeGreaterThan(0);
  });

  test("an included file may run the migrations", async () => {
    const rule = /migrations-missing/;
    const compose = `include: [setup.yaml]\n${service(
      "      KONG_DATABASE: postgres\n      KONG_PG_HOST: db\n",
      "  db:\n    image: postgres:16\n",
    )}`;
    const setup = (command: string) =>
      `services:\n  setup:\n    image: kong:3.9\n    command: ${command}\n    environment:\n      KONG_PG_HOST: db\n`;
    expect(
      await findings({ "compose.yaml": compose, "setup.yaml": setup("kong migrations bootstrap") }, rule),
    ).toEqual([]);
    expect(await findings({ "compose.yaml": compose, "setup.yaml": setup("kong version") }, rule)).toEqual(
      [],
    );
    expect(
      await findings(
        { "compose.yaml": compose, "setup.yaml": "services:\n  web:\n    image: nginx:1.27\n" },
        rule,
      ),
    ).toEqual(["deployment/migrations-missing 3"]);
  });

  test("a service that extends another has its mounts and its read-only root", async () => {
    const rule = /read-only-root/;
    const base = (rest: string) =>
      `services:\n  base:\n    image: kong:3.9\n    read_only: true\n    environment:\n${DBLESS}${VOLUME}${rest}`;
    const compose = "services:\n  kong:\n    extends: {file: base.yaml, service: base}\n";
    expect(await findings({ "compose.yaml": compose, "base.yaml": base("") }, rule)).not.toEqual([]);
    expect(
      await findings({ "compose.yaml": compose, "base.yaml": base("    tmpfs: /usr/local/kong\n") }, rule),
    ).toEqual([]);
  });

  test("an image that is built has the command and the files of its Dockerfile", async () => {
    const compose = `services:\n  kong:\n    build: .\n    environment:\n${DBLESS}      KONG_NGINX_DAEMON: "on"\n`;
    const rule = /file-not-mounted|nginx-daemon|published-port/;
    const dockerfile = "FROM kong:3.9\nCOPY kong.yml /kong/kong.yml\n";
    expect(await findings({ "compose.yaml": compose, Dockerfile: dockerfile }, rule)).toEqual([]);
  });
});

describe("files that Compose does not read by themselves", () => {
  const TEXT = service("      KONG_DATABASE: postgres\n      KONG_PG_HOST: pg\n");

  test("may be one of several, so that no other side is missing", async () => {
    const rule = /^deployment\/(?:database|migrations)/;
    expect(await findings({ "compose.yaml": TEXT }, rule)).not.toEqual([]);
    expect(await findings({ "compose.kong.yaml": TEXT }, rule)).toEqual([]);
  });
});

describe("images before the entrypoint left the daemon alone", () => {
  test("have nginx in the foreground, whatever is written", async () => {
    const text = (image: string) =>
      `services:\n  kong:\n    image: ${image}\n    environment:\n${DBLESS}      KONG_NGINX_DAEMON: "on"\n${VOLUME}`;
    const rule = /nginx-daemon/;
    expect(await findings({ "compose.yaml": text("kong:2.4.1") }, rule)).toEqual([]);
    expect(await findings({ "compose.yaml": text("kong:2.5.0") }, rule)).toEqual([
      "deployment/nginx-daemon 7",
    ]);
  });
});

describe("a service that migrates the database", () => {
  const told = (command: string) =>
    findings(
      {
        "compose.yaml": [
          "services:",
          "  kong:",
          "    image: kong/kong-gateway:2.8",
          `    command: ${command}`,
          '    ports: ["8001:8001"]',
          "    environment:",
          "      KONG_ADMIN_LISTEN: 0.0.0.0:8001",
          "      KONG_SMTP_HOST: mail.example.com",
          "      KONG_TRUSTED_IPS: 0.0.0.0/0",
          "      KONG_PG_PORT: many",
          "",
        ].join("\n"),
      },
      /admin-published|smtp|trusted-ips|number/,
    );

  test("sends no email and serves no request, but must still start", async () => {
    expect(await told("kong migrations bootstrap")).toEqual([expect.stringMatching(/ 10$/)]);
  });

  test("serves where a shell starts Kong after that", async () => {
    const all = await told("sh -c 'kong migrations bootstrap && kong start'");
    expect(all.map((each) => each.split(" ")[1])).toEqual(["5", "8", "9", "10"]);
  });
});

describe("variables that commands use", () => {
  const dockerfile = (rest: string) =>
    `FROM kong:3.9\nENV KONG_LOG_LEVEL=debug\nENV KONG_OIDC_VER=1.2\n${rest}`;

  test.each([
    ["a step of the build", dockerfile("RUN luarocks install kong-oidc ${KONG_OIDC_VER}\n"), 0],
    ["another variable", dockerfile("RUN echo $KONG_OIDC_VER_OF_OLD\n"), 1],
    ["nothing", dockerfile(""), 1],
  ])("%s", async (_, text, count) => {
    expect(await findings({ Dockerfile: text }, /unknown-variable/)).toHaveLength(count);
  });

  test("the command of a container", async () => {
    const run = (command: string) =>
      service(`${DBLESS}      KONG_GREETING: hi\n`, `    command: ["sh", "-c", "${command}; kong start"]\n`);
    const rule = /unknown-variable/;
    expect(await findings({ "compose.yaml": run("echo $$KONG_GREETING") }, rule)).toEqual([]);
    expect(await findings({ "compose.yaml": run("true") }, rule)).toHaveLength(1);
  });

  test("a command may set what a plugin server lacks", async () => {
    const names = `${DBLESS}      KONG_PLUGINSERVER_NAMES: my-go\n`;
    const exports = '    command: ["sh", "-c", "export KONG_PLUGINSERVER_MY_GO_QUERY_CMD=/x; kong start"]\n';
    const rule = /pluginserver-incomplete/;
    expect(await findings({ "compose.yaml": service(names, exports) }, rule)).toEqual([]);
    expect(await findings({ "compose.yaml": service(names) }, rule)).toHaveLength(1);
  });
});
