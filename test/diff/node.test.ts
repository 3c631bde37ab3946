import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { nodeAnswer } from "./node-answers.ts";

async function drift(files: Readonly<Record<string, string>>, options: readonly string[] = []) {
  const { code, stdout, stderr } = await kongLint(folderWith(files), [
    "diff",
    ...Object.keys(files),
    "--format",
    "json",
    ...options,
  ]);
  expect(stderr).toBe("");
  const { sources } = JSON.parse(stdout) as {
    sources: {
      processes: {
        before: { release: string };
        after: { release: string };
        differences: {
          kind: string;
          property: string;
          before: { value: unknown };
          after: { value: unknown };
        }[];
        notCompared: { property: string; why: string }[];
      }[];
      leftOut: { id: string }[];
    }[];
  };
  const [source] = sources;
  const [process] = source?.processes ?? [];
  if (source === undefined || process === undefined) throw new Error("one process is compared");
  return { code, ...process, leftOut: source.leftOut };
}

describe("a node with the defaults of a release does not differ from an empty file", () => {
  test.each([
    "0.14.1",
    "1.5.1",
    "2.0.5",
    "2.8.5",
    "3.1.1",
    "3.4.2",
    "3.9.1",
    "enterprise@2.8",
    "enterprise@3.4",
  ])("%s", async (release) => {
    const { code, differences, before, after } = await drift({
      "kong.conf": "# nothing\n",
      "node.json": nodeAnswer(release),
    });
    expect(differences).toEqual([]);
    expect(code).toBe(0);
    expect(before.release).toBe(after.release);
  });
});

test("what the file sets and the node has is equal, whatever its type", async () => {
  const settings = {
    log_level: "debug",
    anonymous_reports: false,
    pg_port: 5433,
    proxy_listen: ["0.0.0.0:8000", "0.0.0.0:8443 http2 ssl"],
    plugins: ["bundled", "mine"],
    ssl_cert: ["/etc/kong/a.crt"],
    declarative_config: "/etc/kong/kong.yml",
    nginx_http_client_max_body_size: "8m",
    trusted_ips: ["10.0.0.0/8", "::1"],
  };
  const conf = [
    "log_level = debug",
    "anonymous_reports = no",
    "pg_port = 5433",
    "proxy_listen = 0.0.0.0:8443 ssl http2,0.0.0.0:8000",
    "plugins = mine,bundled",
    "ssl_cert = /etc/kong/a.crt",
    "ssl_cert_key = /etc/kong/a.key",
    "declarative_config = ./kong.yml",
    "nginx_http_client_max_body_size = 8m",
    "trusted_ips = ::1, 10.0.0.0/8",
    "",
  ].join("\n");
  const { differences, notCompared } = await drift({
    "kong.conf": conf,
    "node.json": nodeAnswer("3.4.2", settings),
  });
  expect(differences).toEqual([]);
  expect(notCompared.map(({ property, why }) => [property, why])).toContainEqual(["ssl_cert_key", "hidden"]);
});

test("drift is found in both directions", async () => {
  const node = nodeAnswer("3.9.1", {
    log_level: "debug",
    nginx_http_lua_shared_dict: "extra 5m",
    admin_listen: ["0.0.0.0:8001"],
  });
  const conf = "log_level = notice\nmem_cache_size = 256m\n";
  const forwards = await drift({ "kong.conf": conf, "node.json": node });
  expect(forwards.code).toBe(1);
  expect(
    forwards.differences.map(({ kind, property, before, after }) => [
      kind,
      property,
      before.value,
      after.value,
    ]),
  ).toEqual([
    ["listeners", "admin_listen", expect.anything(), ["0.0.0.0:8001"]],
    ["changed", "log_level", "notice", "debug"],
    ["changed", "mem_cache_size", "256m", "128m"],
    ["changed", "nginx_http_lua_shared_dict", null, "extra 5m"],
  ]);
  const backwards = await drift({ "node.json": node, "kong.conf": conf });
  expect(
    backwards.differences.map(({ property, before, after }) => [property, before.value, after.value]),
  ).toContainEqual(["log_level", "debug", "notice"]);
});

test("what a node takes from a property that is listed is not listed again", async () => {
  const node = nodeAnswer("3.9.1", { nginx_worker_processes: "2", nginx_main_worker_processes: "2" });
  const { differences } = await drift({ "kong.conf": "", "node.json": node });
  expect(differences.map(({ property }) => property)).toEqual(["nginx_worker_processes"]);
});

test("a node of another release than the image says so", async () => {
  const compose = "services:\n  kong:\n    image: kong:3.9.1\n    environment:\n      KONG_LOG_LEVEL: info\n";
  const { code, before, after, differences } = await drift({
    "compose.yaml": compose,
    "node.json": nodeAnswer("3.4.2", { log_level: "info" }),
  });
  expect([before.release, after.release]).toEqual(["oss@3.9.1", "oss@3.4.2"]);
  // What Kong makes of its own defaults differs with the release.
  expect(differences.map(({ kind }) => kind)).toEqual(["default"]);
  expect(code).toBe(1);
});

test("the process that is like the node is compared", async () => {
  const compose = [
    "services:",
    ...["migrate", "edge", "kong"].flatMap((name) => [
      `  ${name}:`,
      "    image: kong:3.9.1",
      "    environment:",
      `      KONG_LOG_LEVEL: ${name === "edge" ? "warn" : "info"}`,
      ...(name === "migrate" ? ["    command: kong migrations bootstrap"] : []),
    ]),
    "",
  ].join("\n");
  const { leftOut, differences } = await drift({
    "compose.yaml": compose,
    "node.json": nodeAnswer("3.9.1", { log_level: "warn" }),
  });
  expect(leftOut.map(({ id }) => id)).toEqual(["services.migrate", "services.kong"]);
  expect(differences).toEqual([]);
});

test("two nodes are compared as well", async () => {
  const { differences } = await drift({
    "a.json": nodeAnswer("3.9.1"),
    "b.json": nodeAnswer("3.9.1", { log_level: "warn" }),
  });
  expect(differences.map(({ property }) => property)).toEqual(["log_level"]);
});

test("what the node masks, or the answer lacks, is no drift", async () => {
  const secret = "correct-horse-battery";
  const lacking = JSON.parse(nodeAnswer("3.9.1", { pg_password: "******" })) as {
    configuration: Record<string, unknown>;
  };
  delete lacking.configuration.mem_cache_size;
  const conf = `pg_password = ${secret}\nmem_cache_size = 256m\n`;
  const { code, notCompared } = await drift({ "kong.conf": conf, "node.json": JSON.stringify(lacking) });
  expect(code).toBe(0);
  expect(notCompared.map(({ property, why }) => `${property} ${why}`)).toEqual(
    expect.arrayContaining(["pg_password hidden", "mem_cache_size not-reported"]),
  );
});

test.each(["pretty", "json", "markdown"])(
  "a secret that an old node shows is in no %s output",
  async (format) => {
    const folder = folderWith({
      "kong.conf": "pg_password = correct-horse-1\n",
      "node.json": nodeAnswer("0.14.1", {
        pg_password: "correct-horse-2",
        cassandra_password: "battery-staple-3",
      }),
    });
    const { stdout, stderr } = await kongLint(folder, ["diff", "kong.conf", "node.json", "--format", format]);
    for (const secret of ["correct-horse-1", "correct-horse-2", "battery-staple-3"])
      expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toContain("cassandra_password");
  },
);

test.each([
  [
    '{"version": "3.9.1"}',
    "is JSON, but neither a configuration that kong-lint reads nor an answer of `GET /` with `version` and `configuration`",
  ],
  [
    '{"message": "Unauthorized"}',
    "is JSON, but neither a configuration that kong-lint reads nor an answer of `GET /` with `version` and `configuration`",
  ],
  ['{"version": "3.9.1", "configuration": {"log_level"', "is not complete JSON"],
  ['{"version": "unknown", "configuration": {}}', "is the answer of a node that names no version of Kong"],
])("%s is refused in one line", async (text, reason) => {
  const result = await kongLint(folderWith({ "kong.conf": "log_level = info\n", "node.json": text }), [
    "diff",
    "kong.conf",
    "node.json",
  ]);
  expect(result).toMatchObject({ code: 2, stdout: "", stderr: `kong-lint: node.json: ${reason}\n` });
});

test("an answer may come through a pipe", async () => {
  const { code, stdout } = await kongLint(
    folderWith({ "kong.conf": "log_level = info\n" }),
    ["diff", "kong.conf", "-"],
    {
      stdin: nodeAnswer("3.9.1", { log_level: "warn" }),
    },
  );
  expect(code).toBe(1);
  expect(stdout).toContain("+ warn  standard input\n");
});
