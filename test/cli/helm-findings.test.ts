import { describe, expect, it } from "vitest";
import { carrierFindings, carrierFixed } from "./carrier-findings.ts";
import { folderWith, kongLint } from "./run-cli.ts";

/** What is said of values, by rule and characters. */
async function placesIn(text: string, rule: string): Promise<readonly string[]> {
  const found = await carrierFindings({ "values.yaml": text });
  return found.filter(({ what }) => what.endsWith(rule)).map(({ at }) => at);
}

describe("listeners that the chart makes of blocks", () => {
  const env = 'image: {repository: kong, tag: "1.4"}\nenv: {database: "off"}\n';

  it("are wrong at the parameter, once for all addresses", async () => {
    const text = `${env}proxy:\n  http: {parameters: ["backlog=16384"]}\n  tls: {parameters: [http2, "reuse port"]}\n`;
    expect(await placesIn(text, "listen/unknown-flag")).toEqual(["backlog=16384", "reuse"]);
    const fixed = await carrierFixed({ "values.yaml": text });
    expect(fixed).toBe(text.replace("reuse port", "reuseport"));
  });

  it("are wrong at the parameter of a list over lines, and of a stream", async () => {
    const text = `${env}proxy:\n  tls:\n    parameters:\n    - http2\n    - reuseprt\n  stream:\n  - containerPort: 9000\n    parameters: [reusport]\n`;
    expect(await placesIn(text, "listen/unknown-flag")).toEqual(["reuseprt", "reusport"]);
    expect(await carrierFixed({ "values.yaml": text })).toBe(
      text.replace("reuseprt", "reuseport").replace("reusport", "reuseport"),
    );
  });

  it("are left to a person where an item has to go", async () => {
    const text = `${env}proxy:\n  http: {parameters: [foo]}\n`;
    const found = await carrierFindings({ "values.yaml": text });
    expect(found.filter(({ at }) => at === "foo").map(({ fixes }) => fixes)).toEqual([
      ["display: Remove the flag"],
    ]);
    expect(await carrierFixed({ "values.yaml": text })).toBe(text);
  });
});

describe("keys of `customEnv`", () => {
  const values = (block: string) => `image: {repository: kong, tag: "3.4"}\nenv: {database: "off"}\n${block}`;

  it.each([
    "KONG_RATE_BACKEND: redis",
    "kong_foo: x",
    "KONG_LOG_LEVL: info",
    "api_token: x",
    "KONG_NGINX: x",
  ])("%s is for a plugin", async (line) => {
    expect(await carrierFindings({ "values.yaml": values(`customEnv:\n  ${line}\n`) })).toEqual([]);
  });

  it("that name a property have its values", async () => {
    const text = values("customEnv:\n  KONG_LOG_LEVEL: loud\n  kong_nginx_worker_processes: some\n");
    const found = await carrierFindings({ "values.yaml": text });
    expect(found.map(({ at }) => at)).toContain("loud");
  });
});

describe("values with few keys", () => {
  const lint = async (path: string, text: string, target = path) => {
    const { stdout, stderr } = await kongLint(folderWith({ [path]: text }), [target, "--format", "compact"]);
    return stdout + stderr;
  };
  const typo = 'env:\n  database: "off"\n  log_levl: info\n';

  it.each([
    ["kong-values.yaml", typo, /log_levl/],
    ["charts/kong/values.yaml", typo, /log_levl/],
    ["values.yaml", typo, /log_levl/],
    ["values.yaml", 'image: {tag: "3.4"}\nenv: {database: postgres, pg_hosst: x}\n', /pg_hosst/],
    ["values.yaml", 'env: {database: "off", plugins: oidc}\nreplicaCount: 1\n', /oidc|bundled/],
    [
      "values.yaml",
      'image: {tag: "3.4"}\nenv: {database: "off", plugins: "bundled,openid-connect,oidc"}\n',
      /openid-connect/,
    ],
    ["values.yaml", "kong:\n  env:\n    log_levl: x\n", /log_levl/],
    ["values.yaml", 'env: {role: data_plane, databse: "off"}\n', /databse/],
  ])("%s: %j is of Kong's chart", async (path, text, says) => {
    expect(await lint(path, text)).toMatch(says);
  });

  it.each(["kong-values.yaml", "charts/kong/values.yaml"])("%s is found in its folder", async (path) => {
    expect(await lint(path, typo, ".")).toMatch(/log_levl/);
  });

  it.each([
    "env: {database: app, log_level: info}\n",
    "env: {database: app, log_levl: info}\n",
    "env: {LOG_LEVEL: info, PG_HOST: db}\n",
    "env: {DATABASE: app, PG_USERS: x}\n",
    "env: {log_level: info, smtp_host: mail}\n",
    "env: {log_level: info, redis_host: a, http_port: 1, db_host: x}\nimage: {tag: '3.4'}\n",
    "app:\n  env: {log_levl: info, database: 'app'}\n",
  ])("%j is of another one", async (text) => {
    expect(await lint("values.yaml", text)).toMatch(/no Kong process in it/);
  });
});

describe("addresses behind ingresses of the chart", () => {
  const values = (gui: string, api: string, tls = ", tls: t", more = "") =>
    `image: {repository: kong/kong-gateway, tag: "3.6"}\nenv:\n  database: postgres\n  pg_host: db\n  admin_gui_url: ${gui}\n  admin_gui_api_url: ${api}\n${more}enterprise: {enabled: true}\nmanager: {ingress: {enabled: true, hostname: manager.example.com${tls}}}\nadmin: {enabled: true, ingress: {enabled: true, hostname: Admin.example.com${tls}}}\n`;
  const GUI = "http://manager.example.com";
  const API = "http://admin.example.com/";
  const lines = async (text: string) => {
    const found = await carrierFindings({ "values.yaml": text });
    return found.filter(({ message }) => message.includes("https")).map(({ what, at }) => `${what} ${at}`);
  };

  it("are opened with https where those have TLS", async () => {
    const text = values(GUI, API);
    expect(await lines(text)).toEqual(Array(2).fill("warning formats/http-behind-tls http"));
    const fixed = await carrierFixed({ "values.yaml": text });
    expect(fixed).toContain("admin_gui_url: https://manager.example.com\n");
    expect(fixed).toContain("admin_gui_api_url: https://admin.example.com/\n");
  });

  it("have one finding each with a login as well", async () => {
    const text = values(GUI, API, ", tls: t", "  admin_gui_auth: basic-auth\n  enforce_rbac: 'on'\n");
    expect((await lines(text)).filter((line) => line.endsWith(" http"))).toHaveLength(2);
  });

  it.each([
    ["no TLS", values(GUI, API, "")],
    ["https", values(GUI.replace("http", "https"), API.replace("http", "https"))],
    ["ports of their own", values(`${GUI}:8002`, "http://admin.example.com:8001")],
    ["other hosts", values("http://a.example.com", "http://b.example.com")],
  ])("are left alone: %s", async (_, text) => {
    expect((await lines(text)).filter((line) => line.includes("http-behind-tls"))).toEqual([]);
  });
});
