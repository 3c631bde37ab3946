import { describe, expect, it } from "vitest";
import { carrierFindings, carrierFixed } from "./carrier-findings.ts";

const compose = (line: string) =>
  `services:\n  kong:\n    image: kong:3.9\n    environment:\n      ${line}\n`;
const helm = (line: string) => `image: {repository: kong, tag: "3.4"}\nenv:\n  ${line}\n`;
const pod = (value: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: kong\n    image: kong:3.4\n    env:\n    - name: KONG_PG_USER\n      value: ${value}\n`;

describe("a value that a tool changes is written so that it does not", () => {
  it.each([
    ["compose.yaml", compose, "KONG_PG_PASSWORD: 0123456", 'KONG_PG_PASSWORD: "0123456"'],
    ["compose.yaml", compose, "KONG_PG_DATABASE: 3.10", 'KONG_PG_DATABASE: "3.10"'],
    ["compose.yaml", compose, "KONG_PG_USER: pa$word", "KONG_PG_USER: pa$$word"],
    [
      "compose.yaml",
      compose,
      "KONG_NGINX_HTTP_LOG_FORMAT: a '$x $y'",
      "KONG_NGINX_HTTP_LOG_FORMAT: a '$$x $$y'",
    ],
    ["compose.yaml", compose, '- KONG_PREFIX="/kong"', '- "KONG_PREFIX=/kong"'],
    ["compose.yaml", compose, "- KONG_PREFIX='/kong'", "- 'KONG_PREFIX=/kong'"],
    ["compose.yaml", compose, "- 'KONG_PREFIX=\"/kong\"'", "- 'KONG_PREFIX=/kong'"],
    ["compose.yaml", compose, "- KONG_PG_USER = kong", "- KONG_PG_USER=kong"],
    ["compose.yaml", compose, '- "KONG_PG_USER =kong"', '- "KONG_PG_USER=kong"'],
    ["compose.yaml", compose, "- export KONG_PG_USER=kong", "- KONG_PG_USER=kong"],
    ["compose.yaml", compose, "'KONG_PG_USER ': kong", "'KONG_PG_USER': kong"],
    [
      "values.yaml",
      helm,
      "nginx_http_client_max_body_size: 10485760",
      'nginx_http_client_max_body_size: "10485760"',
    ],
    ["values.yaml", helm, "pg_user: 1e3", 'pg_user: "1e3"'],
    ["values.yaml", helm, "database: off", 'database: "off"'],
    ["values.yaml", helm, "proxy_access_log: off", 'proxy_access_log: "off"'],
    ["values.yaml", helm, "headers: off", 'headers: "off"'],
    ["values.yaml", helm, "pg_port: {value: 5433}", 'pg_port: {value: "5433"}'],
    ["k.yaml", pod, "0123456", '"0123456"'],
  ])("%s: %#", async (path, text, before, after) => {
    expect(await carrierFixed({ [path]: text(before) })).toBe(text(after));
  });
});

describe("a value without quotes has one finding", () => {
  it.each([
    ["database: off", "error formats/refused"],
    ["proxy_access_log: off", "error formats/refused"],
    ["headers: off", "error schema/headers-token"],
    ["nginx_http_tcp_nodelay: on", "error nginx/directive-arguments"],
    ["nginx_http_client_max_body_size: 10485760", "warning formats/value-changed"],
    ["pg_user: 1e3", "warning formats/value-changed"],
  ])("%s: %s", async (line, what) => {
    const value = line.split(": ")[1];
    const found = await carrierFindings({ "values.yaml": helm(line) });
    expect(found.filter(({ at }) => at === value).map((each) => each.what)).toEqual([what]);
  });

  it("booleans that Kong reads either way have none, whoever has them", async () => {
    const found = await carrierFindings({ "values.yaml": helm("vitals: off\n  anonymous_reports: off") });
    expect(found.filter(({ at }) => at === "off")).toEqual([]);
  });

  it("quotes that Compose keeps are one fault", async () => {
    const found = await carrierFindings({ "compose.yaml": compose('- KONG_DATABASE="off"') });
    expect(found.filter(({ at }) => at === '"off"').map(({ what }) => what)).toEqual([
      "error schema/enum-value",
    ]);
  });
});
