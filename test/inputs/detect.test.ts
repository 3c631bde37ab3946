import { describe, expect, test } from "vitest";
import { type Detection, detectFormat, detectNamed, formatOf } from "../../server/formats/detect.ts";
import { formatName } from "../../server/model/format-id.ts";

function nameOf({ format }: Detection): string | undefined {
  return format && formatName(format.id);
}

describe("detectFormat", () => {
  test.each([
    ["kong.conf", "log_level = warn\n", "kong-conf"],
    ["etc/kong/kong.conf.default", "#log_level = notice\n", "kong-conf"],
    ["prod.kong.conf", "", "kong-conf"],
    ["0.11.x-kong.conf.j2", "pg_host = {{ pg_host }}\n", "kong-conf"],
    ["kong.conf.defaults", "#log_level = notice\n", "kong-conf"],
    ["kong.conf.debug", "log_level = debug\n", "kong-conf"],
    ["usr/local/kong/.kong_env", "log_level = debug\n", "kong-conf"],
    ["kong-dp.conf", "role = data_plane\nnginx_http_log_format = main '$host';\n", "kong-conf"],
    ["kong.conf.j2", "server {{ name }}\nlog_level = {{ level }}\n", "kong-conf"],
    [
      "kong.conf",
      "# {{ ansible_managed }}\n{% if tls %}\nproxy_listen = :8443 ssl\n{% else %}\nproxy_listen = :8000\n{% endif %}\n",
      "kong-conf",
    ],
    ["kong.conf.tpl", "{{- if .Values.tls }}\nssl = on\n{{- else }}\nssl = off\n{{- end }}\n", "kong-conf"],
    ["kong.conf.tftpl", "%{ if tls ~}\nssl = on\n%{ else ~}\nssl = off\n%{ endif ~}\n", "kong-conf"],
    ["kong.conf", "{% if x %}\npg_port = 1s\n{% endif %}\n", "kong-conf"],
    ["kong.conf", "${GENERAL}\n${TLS}\n", "kong-conf"],
    [".env", "KONG_DATABASE=off\n", "dotenv"],
    ["kong.env", "export KONG_DATABASE=off\n", "dotenv"],
    ["kong.env", "", "dotenv"],
    ["prod.kong.env.example", "PROXY=x\n", "dotenv"],
    [".env", "A=1\r\nKONG_\r\n", "dotenv"],
    [".env", "export KONG_PG_H\n", "dotenv"],
    ["kong.env.sh", "export KONG_DATABASE=off\nkong start\n", "shell"],
    ["kong.conf", "services:\n  kong:\n    image: kong\n", "compose"],
    ["env.sh", "#!/bin/sh\nexport KONG_DATABASE=off\n", "shell"],
    ["kong.env", "#!/bin/sh\n", "shell"],
    ["kong.conf", "#!/bin/sh\nset -e\nKONG=1\nX=2\n", "shell"],
    ["docker-compose.yml", "services:\n  kong:\n    image: kong\n", "compose"],
    ["compose.prod.yaml", "x-env: &env\n  A: b\n", "compose"],
    ["stack.yml", "services:\n  kong:\n    image: kong\n", "compose"],
    ["gateway/Dockerfile", "FROM kong:3.9\n", "dockerfile"],
    ["README.md", "# Kong\n\n```sh\nkong start\n```\n", "markdown"],
    ["run.sh", "docker run kong\n", "shell"],
  ])("%s is read as %s", (path, sample, carrier) => {
    expect(nameOf(detectFormat(path, sample))).toBe(carrier);
  });

  test.each([
    ["ecs", { family: "kong", containerDefinitions: [{ image: "kong:2.8" }] }],
    ["ecs", { taskDefinition: { containerDefinitions: [{ image: "kong:2.8" }] } }],
    ["ecs", [{ name: "kong", image: "kong:2.8", essential: true }]],
    ["ecs", { Resources: { Task: { Type: "AWS::ECS::TaskDefinition" } } }],
    ["kubernetes", { apiVersion: "v1", kind: "Pod", spec: { containers: [] } }],
    ["kubernetes", { apiVersion: "v1", data: { long: "x".repeat(5000) }, kind: "ConfigMap" }],
    ["compose", { services: { kong: { image: "kong:3.4" } } }],
    ["helm", { apiVersion: "v2", kind: "HelmRelease", spec: { values: { env: { KONG_DATABASE: "off" } } } }],
  ])("%s in JSON is told however it is laid out", (carrier, value) => {
    const lines = JSON.stringify(value, null, 2);
    const layouts = [
      JSON.stringify(value),
      JSON.stringify(value).replaceAll('":', '" : '),
      lines,
      JSON.stringify(value, null, "\t"),
      lines.replaceAll("\n", "\r\n"),
      `\uFEFF${JSON.stringify(value)}\r\n`,
      `\uFEFF${lines}`,
    ];
    for (const layout of layouts) expect(nameOf(detectFormat("task.json", layout)), layout).toBe(carrier);
  });

  test.each([
    ["kong.conf", "server {\n  listen 80;\n}\n", /nginx/],
    ["kong.conf", "server { listen 80; }\n", /nginx/],
    ["kong.conf", "upstream {{ name }} {\n  {% if x %}\n  server {{ x }};\n  {% endif %}\n}\n", /nginx/],
    ["kong.conf", "{% if x %}\nserver {\n  listen {{ port }};\n}\n{% endif %}\n", /nginx/],
    ["kong.conf", "input { stdin {} }\n", /Logstash/],
    ["kong.conf", "charset UTF-8;\nerror_log logs/error.log notice;\n", /nginx/],
    ["kong.conf", "#!/usr/bin/python\nset -e\nKONG=1\nX=2\n", /script/],
    ["kong.conf", "input {\n  http {\n    port => 8080\n  }\n}\n", /Logstash/],
    ["kong.conf", "input {\n  a {\n  }\n}\nx = 1\ny = 2\nif z {\n  b {\n  }\n}\n", /Logstash/],
    ["kong.conf.md", "log_level = debug\n", /not named/],
    [".env", "POSTGRES_USER=kong\n", /without KONG_/],
    [".env", "", /without KONG_/],
    [".env", "# KONG_\nMY_KONG_\nNAME=KONG_X\n", /without KONG_/],
    ["other.env", "KONGO=1\n", /without KONG_/],
    ["settings.ini", "[x]\na = b\n", /not named/],
    ["env.yml", "KONG_DATABASE: off\n", /a YAML file without Kong settings that kong-lint can read/],
    [".env.json", '{"KONG_DATABASE": "off"}\n', /a JSON file without Kong settings that kong-lint can read/],
  ])("%s is left alone, with the reason", (path, sample, reason) => {
    const detection = detectFormat(path, sample);
    expect(detection.format).toBeUndefined();
    expect(detection.reason).toMatch(reason);
  });

  test("a file that a person names is Kong's where nothing says otherwise", () => {
    for (const sample of ["", "# nothing\n", "database off\n", "{{ x }}\n", "[kong]\npg_host = x\n"])
      expect(nameOf(detectNamed("settings", sample))).toBe("kong-conf");
    expect(nameOf(detectNamed(".env", "POSTGRES_USER=kong\n"))).toBe("dotenv");
  });

  test.each([
    ["a.lua", "local x = 1\nreturn x\n", "a Lua file"],
    ["LICENSE", "You may use it\nas you like,\nbut not sell\nit.\n", "a text without settings"],
  ])("%s is left alone when it is named", (path, sample, reason) => {
    expect(detectNamed(path, sample)).toEqual({ format: undefined, reason });
  });

  test.each(["\n", " \n", "\r\n", "# a\r\n", "ARG a\n", "ARG a\r\n"])(
    "many lines %j before the first word",
    (line) => {
      const above = line.repeat(30);
      expect(nameOf(detectNamed("build/image", `${above}FROM kong:3.9\nENV KONG_PG_HOST=db\n`))).toBe(
        "dockerfile",
      );
      const start = performance.now();
      detectNamed("build/image", `${above}log_level = info\n`);
      // Less than a millisecond. A pattern that matches a line in two ways takes minutes.
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );

  test("a file that a person names is read by its content when its name says nothing", () => {
    expect(formatName(formatOf("settings", "KONG_DATABASE=off\n").id)).toBe("dotenv");
    expect(formatName(formatOf("settings", "database = off\n").id)).toBe("kong-conf");
  });
});
