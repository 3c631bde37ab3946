import { expect, test } from "vitest";
import { newestRelease } from "../../schemas/catalog.ts";
import { formatRelease } from "../../schemas/release.ts";
import { folderWith, kongLint } from "../cli/run-cli.ts";

interface Difference {
  readonly kind: string;
  readonly property: string;
  readonly before: { readonly state: string; readonly value: unknown; readonly line: number | null };
  readonly after: { readonly state: string; readonly value: unknown; readonly line: number | null };
  readonly listeners?: readonly { readonly kind: string; readonly before: string; readonly after: string }[];
  readonly fix: string | null;
}

interface Process {
  readonly before: { readonly id: string; readonly release: string };
  readonly after: { readonly id: string; readonly release: string };
  readonly differences: readonly Difference[];
  readonly notCompared: readonly { readonly property: string; readonly why: string }[];
  readonly ignored: readonly { readonly name: string; readonly line: number }[];
}

/** The comparison of two texts as JSON, and how the program ended. */
async function compared(files: Readonly<Record<string, string>>, options: readonly string[] = []) {
  const [a = "", b = ""] = Object.keys(files);
  const { code, stdout, stderr } = await kongLint(folderWith(files), [
    "diff",
    a,
    b,
    "--format",
    "json",
    ...options,
  ]);
  expect(stderr).toBe("");
  const { equal, sources } = JSON.parse(stdout) as {
    equal: boolean;
    sources: { processes: Process[]; removed: unknown[]; added: unknown[]; leftOut: { id: string }[] }[];
  };
  const [source] = sources;
  if (source === undefined) throw new Error("one comparison has one source");
  return { code, equal, ...source, differences: source.processes.flatMap(({ differences }) => differences) };
}

const compose = (environment: readonly string[], image = "kong:3.9.1", service = "kong") =>
  [
    `services:`,
    `  ${service}:`,
    `    image: ${image}`,
    `    environment:`,
    ...environment.map((line) => `      ${line}`),
    "",
  ].join("\n");

test.each([
  ["notation of a boolean", "anonymous_reports = off\n", "anonymous_reports = no\n"],
  [
    "blanks of a list",
    "proxy_listen = 0.0.0.0:8000,0.0.0.0:8443 ssl\n",
    "proxy_listen =  0.0.0.0:8000 ,  0.0.0.0:8443 ssl\n",
  ],
  [
    "the order of listeners and flags",
    "proxy_listen = 1.2.3.4:80, 1.2.3.4:443 ssl http2\n",
    "proxy_listen = 1.2.3.4:443 http2 ssl, 1.2.3.4:80\n",
  ],
  ["the order of plugins", "plugins = bundled, mine\n", "plugins = mine,bundled\n"],
  ["another way to write a number", "pg_port = 5433\n", "pg_port = 5433.0\n"],
  ["a comment and empty lines", "log_level = debug # for now\n", "# nothing else\n\nlog_level=debug\n"],
  ["a default that is written", "log_level = notice\n", "# log_level = debug\n"],
  ["the name of headers in other letters", "headers = Via\n", "headers = via\n"],
])("equal: %s", async (_, before, after) => {
  const { code, equal } = await compared({ "a.conf": before, "b.conf": after }, ["--kong-version", "3.9"]);
  expect({ code, equal }).toEqual({ code: 0, equal: true });
});

test("a file and the environment of a container are equal, in whatever format", async () => {
  const conf =
    "database = off\nproxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl\npg_password = hunter2-hunter2\n";
  const yaml = compose([
    'KONG_DATABASE: "off"',
    "KONG_PROXY_LISTEN: 0.0.0.0:8000,0.0.0.0:8443 ssl",
    "KONG_PG_PASSWORD: hunter2-hunter2",
  ]);
  const env =
    "KONG_DATABASE=off\nKONG_PROXY_LISTEN=0.0.0.0:8000, 0.0.0.0:8443 ssl\nKONG_PG_PASSWORD=hunter2-hunter2\n";
  for (const files of [
    { "kong.conf": conf, "compose.yaml": yaml },
    { "compose.yaml": yaml, "kong.env": env },
    { "kong.env": env, "kong.conf": conf },
  ]) {
    const { code, differences } = await compared(files);
    expect(differences).toEqual([]);
    expect(code).toBe(0);
  }
});

test("values have both places, and the exit code says that they differ", async () => {
  const { code, differences } = await compared({
    "a.conf": "# one\nlog_level = debug\n",
    "b.conf": "log_level = info\nmem_cache_size = 256m\n",
  });
  expect(code).toBe(1);
  expect(differences).toMatchObject([
    {
      kind: "changed",
      property: "log_level",
      before: { value: "debug", path: "a.conf", line: 2 },
      after: { value: "info", path: "b.conf", line: 1 },
    },
    {
      kind: "changed",
      property: "mem_cache_size",
      before: { value: "128m", from: "default", line: null },
      after: { value: "256m", line: 2 },
    },
  ]);
});

test("listeners are lost, gained, moved, or get other flags", async () => {
  const { differences } = await compared({
    "a.conf":
      "proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl\nadmin_listen = 127.0.0.1:8001\nstatus_listen = off\n",
    "b.conf":
      "proxy_listen = 0.0.0.0:8000 reuseport\nadmin_listen = 0.0.0.0:8001\nstatus_listen = 0.0.0.0:8100\n",
  });
  expect(differences.map(({ kind, property, listeners }) => [kind, property, listeners])).toEqual([
    [
      "listeners",
      "proxy_listen",
      [
        { kind: "lost", before: "0.0.0.0:8443 ssl", after: null },
        { kind: "changed", before: "0.0.0.0:8000", after: "0.0.0.0:8000 reuseport" },
      ],
    ],
    ["listeners", "admin_listen", [{ kind: "changed", before: "127.0.0.1:8001", after: "0.0.0.0:8001" }]],
    ["listeners", "status_listen", [{ kind: "gained", before: null, after: "0.0.0.0:8100" }]],
  ]);
});

test("a deprecated name and its replacement are equal where the value arrives", async () => {
  const { differences } = await compared(
    { "a.conf": "opentelemetry_tracing = all\n", "b.conf": "tracing_instrumentations = all\n" },
    ["--kong-version", "3.4"],
  );
  expect(differences).toEqual([]);
});

test("what Kong takes from a property that is listed is not listed again", async () => {
  const { differences } = await compared(
    { "a.conf": "ssl_cipher_suite = modern\n", "b.conf": "ssl_cipher_suite = old\n" },
    ["--kong-version", "3.4"],
  );
  expect(differences.map(({ property }) => property)).toEqual(["ssl_cipher_suite"]);
});

test("names that Kong ignores are no difference, and are told", async () => {
  const { code, processes } = await compared({
    "a.conf": "log_level = info\n",
    "b.conf": "log_level = info\nlog_levle = debug\n",
  });
  expect(code).toBe(0);
  expect(processes[0]?.ignored).toEqual([{ name: "log_levle", path: "b.conf", line: 2 }]);
});

test("what is known at run time only is not compared", async () => {
  const { code, processes } = await compared({
    "a.yaml": compose(["KONG_LOG_LEVEL: ${LEVEL}", "KONG_PG_HOST: ${DB}"]),
    "b.conf": "log_level = debug\npg_host = ${DB}\n",
  });
  expect(code).toBe(0);
  expect(processes[0]?.notCompared.map(({ property, why }) => [property, why])).toEqual([
    ["log_level", "run-time"],
  ]);
});

test("Kong refuses the second file, or accepts it at last", async () => {
  const good = "database = off\n";
  const bad = "database = of\n";
  const worse = await compared({ "a.conf": good, "b.conf": bad });
  expect(worse.differences).toMatchObject([
    { kind: "refused", property: "database", before: { value: "off" }, after: { line: 1 } },
  ]);
  const better = await compared({ "a.conf": bad, "b.conf": good });
  expect(better.differences).toMatchObject([{ kind: "accepted", property: "database" }]);
  const same = await compared({ "a.conf": bad, "b.conf": `${bad}# still\n` });
  expect(same.code).toBe(0);
});

test("processes are paired by their names, and the rest are told", async () => {
  const services = (level: string, extra: string) =>
    `${compose([`KONG_LOG_LEVEL: ${level}`], "kong:3.9.1", "gateway")}  ${extra}:\n    image: kong:3.9.1\n    environment:\n      KONG_ROLE: data_plane\n`;
  const { code, processes, removed, added } = await compared({
    "a.yaml": services("debug", "edge"),
    "b.yaml": services("info", "border"),
  });
  expect(code).toBe(1);
  expect(processes.map(({ before, after }) => [before.id, after.id])).toEqual([
    ["services.gateway", "services.gateway"],
    ["services.edge", "services.border"],
  ]);
  expect([removed, added]).toEqual([[], []]);
});

test("one process is compared with the one that is like it, and the migrations are left out", async () => {
  const settings = ["KONG_PG_HOST: db", "KONG_PG_USER: kong"];
  const file = `${compose(settings, "kong:3.9.1", "migrate")}    command: kong migrations bootstrap\n${compose(settings).replace("services:\n", "")}`;
  const { code, processes, leftOut } = await compared({
    "kong.conf": "pg_host = db\npg_user = kong\n",
    "compose.yaml": file,
  });
  expect(processes.map(({ after }) => after.id)).toEqual(["services.kong"]);
  expect(leftOut.map(({ id }) => id)).toEqual(["services.migrate"]);
  expect(code).toBe(0);
});

test("a tag like `latest` stands for the newest release, and a side that tells none is read by that of the other side", async () => {
  const newest = formatRelease(newestRelease("oss"));
  const moved = await compared({ "a.yaml": compose([], "kong:3.4.2"), "b.yaml": compose([], "kong:latest") });
  expect(moved.processes.map(({ before, after }) => [before.release, after.release])).toEqual([
    ["oss@3.4.2", newest],
  ]);
  const silent = await compared({ "a.yaml": compose([], "kong:3.4.2"), "b.conf": "# no release\n" });
  expect(silent.processes.map(({ before, after }) => [before.release, after.release])).toEqual([
    ["oss@3.4.2", "oss@3.4.2"],
  ]);
  expect(silent.code).toBe(0);
});
