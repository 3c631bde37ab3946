import { describe, expect, test } from "vitest";
import { linkedFindings } from "./linked-findings.ts";

const PREFIX = "env/missing-prefix";
const CASE = "env/unknown-variable";

const compose = (image: string, lines: readonly string[], more = "") => ({
  "compose.yaml": `services:\n  kong:\n    image: ${image}\n${more}    environment:\n${lines.map((line) => `      - ${line}\n`).join("")}`,
});
const pod = (env: string) => ({
  "pod.yaml": `apiVersion: v1\nkind: Pod\nmetadata: {name: kong}\nspec:\n  containers:\n  - name: kong\n    image: kong:3.4\n    env: [${env}]\n`,
});
const task = (...names: readonly string[]) => ({
  "task.json": JSON.stringify({
    containerDefinitions: [
      {
        name: "kong",
        image: "kong:3.4",
        environment: names.map((name) => ({ name, value: "0.0.0.0:8000" })),
      },
    ],
  }),
});

async function found(files: Readonly<Record<string, string>>, rule: string): Promise<readonly string[]> {
  const all = await linkedFindings(files);
  return all
    .filter((each) => each.rule === rule)
    .map(({ file, line, message }) => `${file}:${line} ${/`(KONG_\w+)`/.exec(message)?.[1]}`);
}

describe("a name without the prefix among the variables of Kong's container", () => {
  test.each([
    ["Compose", compose("kong:3.4", ["LUA_PACKAGE_PATH=/x/?.lua;;"]), "compose.yaml:5 KONG_LUA_PACKAGE_PATH"],
    ["alone in Compose", compose("kong:3.4", ["DATABASE=off"]), "compose.yaml:5 KONG_DATABASE"],
    [
      "Enterprise",
      compose("kong/kong-gateway:3.6", ["KONG_PG_HOST=db", "ADMIN_GUI_URL=http://a:8002"]),
      "compose.yaml:6 KONG_ADMIN_GUI_URL",
    ],
    ["docker run", { "run.sh": "docker run -e PG_HOST=db kong:3.4\n" }, "run.sh:1 KONG_PG_HOST"],
    ["Kubernetes", pod("{name: PROXY_LISTEN, value: '0.0.0.0:80'}"), "pod.yaml:8 KONG_PROXY_LISTEN"],
    [
      "a Dockerfile",
      { Dockerfile: "FROM kong:3.4\nENV DECLARATIVE_CONFIG=/k.yml\n" },
      "Dockerfile:2 KONG_DECLARATIVE_CONFIG",
    ],
    ["ECS", task("KONG_ADMIN_LISTEN", "PROXY_LISTEN"), "task.json:1 KONG_PROXY_LISTEN"],
    [
      "the file of variables of a service",
      {
        ...compose("kong:3.4", ["KONG_LOG_LEVEL=info"], "    env_file: gw.env\n"),
        "gw.env": "KONG_PG_HOST=db\nPROXY_LISTEN=0.0.0.0:80\n",
      },
      "gw.env:2 KONG_PROXY_LISTEN",
    ],
  ])("%s", async (_, files, expected) => {
    expect(await found(files, PREFIX)).toEqual([expected]);
  });

  test.each([
    ["others' variables", compose("kong:3.4", ["POSTGRES_USER=a", "TZ=UTC", "PATH=/bin", "LUA_PATH=/x"])],
    ["common names beside those of others", compose("kong:3.4", ["SHOP=1", "LOG_LEVEL=debug", "PREFIX=/x"])],
    ["a value that the property does not have", compose("kong:3.4", ["DATABASE=shop"])],
    ["both names", compose("kong:3.4", ["PG_HOST=db", "KONG_PG_HOST=db"])],
    [
      "a reference to it",
      compose("kong:3.4", ["PG_PASSWORD=x", "KONG_PG_PASSWORD={vault://env/pg-password}"]),
    ],
    ["a command that uses it", compose("kong:3.4", ["PG_HOST=db"], "    command: sh -c 'wait $$PG_HOST'\n")],
    ["another service", compose("postgres:16", ["PG_HOST=db", "DATABASE=off"])],
    ["a variable for plugins", compose("kong:3.4", ["KONG_NGINX_MAIN_ENV=PG_HOST", "PG_HOST=db"])],
  ])("not: %s", async (_, files) => {
    expect(await found(files, PREFIX).catch(() => [])).toEqual([]);
  });
});

describe("a name in small letters among the variables of Kong's container", () => {
  test.each([
    ["Compose", compose("kong:3.4", ["kong_log_level=info"]), "compose.yaml:5 KONG_LOG_LEVEL"],
    ["docker run", { "run.sh": "docker run -e kong_plugins=bundled kong:3.4\n" }, "run.sh:1 KONG_PLUGINS"],
    ["Kubernetes", pod("{name: kong_log_level, value: info}"), "pod.yaml:8 KONG_LOG_LEVEL"],
    ["a Dockerfile", { Dockerfile: "FROM kong:3.4\nENV kong_prefix=/k\n" }, "Dockerfile:2 KONG_PREFIX"],
    ["ECS", task("kong_proxy_listen"), "task.json:1 KONG_PROXY_LISTEN"],
  ])("%s", async (_, files, expected) => {
    expect(await found(files, CASE)).toEqual([expected]);
  });
});

test.each(["KONG_(: x", "KONG_[a: x", "KONG_a+*): x", "'KONG_\\': x"])(
  "a name with signs of expressions beside a command: %s",
  async (line) => {
    const all = await linkedFindings({
      "compose.yaml": `services:\n  kong:\n    image: kong:3.4\n    command: sh -c 'echo $$KONG_A'\n    environment:\n      ${line}\n`,
    });
    expect(all.filter(({ rule }) => rule === "internal-error")).toEqual([]);
    expect(all.filter(({ rule }) => rule === CASE)).toHaveLength(1);
  },
);
