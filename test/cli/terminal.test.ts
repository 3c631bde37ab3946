import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const CONF = `proxy_listen = 0.0.0.0:8000
anonymous_reports = no
pg_usr = kong
pg_ssl = yes
`;
const COMPOSE = `services:
  kong:
    image: kong:3.9
    environment:
      KONG_DATABASE: postgres
      KONG_PG_PASSWORD: \${PASSWORD}
      KONG_ADMIN_LISTEN: 127.0.0.1:8001 reuseport backlog=16384, 127.0.0.1:8444 http2 ssl reuseport
`;

const COMMANDS: readonly (readonly string[])[] = [
  ["effective", "kong.conf"],
  ["effective", "--lifecycle", "compose.yaml"],
  ["environment", "compose.yaml"],
  ["explain", "proxy_listen"],
  ["explain", "schema/boolean-value"],
  ["rules"],
  ["upgrade", "--from", "2.8", "--to", "3.9", "--lifecycle", "kong.conf"],
  ["matrix", "kong.conf"],
];

const COLORS = /\u001b\[[\d;]*m/g;

describe.each(COMMANDS)("%s %s", (...argv) => {
  const folder = () => folderWith({ "kong.conf": CONF, "compose.yaml": COMPOSE });

  test.each([60, 80, 120])("is no wider than a terminal of %i columns", async (columns) => {
    const { stdout } = await kongLint(folder(), argv, { columns });
    const isCode = (line: string) => line.startsWith("|") || !line.trim().includes(" ");
    const wide = stdout
      .replace(COLORS, "")
      .split("\n")
      .filter((line) => line.length > columns && !isCode(line));
    // The line with the file and the release, and examples, stay as they are.
    expect(wide.filter((line) => !/^(?:kong\.conf|compose\.yaml)|https?:/.test(line))).toEqual([]);
  });

  test("has colors on a terminal, and none where they are not wanted", async () => {
    const colored = await kongLint(folder(), argv, { columns: 80 });
    expect(colored.stdout).toMatch(COLORS);
    const plain = colored.stdout.replace(COLORS, "");
    expect((await kongLint(folder(), [...argv, "--no-color"], { columns: 80 })).stdout).toBe(plain);
    const setup = { columns: 80, environment: { NO_COLOR: "1" } };
    expect((await kongLint(folder(), argv, setup)).stdout).toBe(plain);
    expect((await kongLint(folder(), [...argv, "--color"])).stdout).toContain("\u001b[");
    expect((await kongLint(folder(), argv)).stdout).not.toContain("\u001b[");
  });

  test("has no names of the program's own for reasons", async () => {
    const { stdout } = await kongLint(folder(), argv);
    expect(stdout).not.toMatch(
      /boolean-not-understood|unknown-key|cut-at-hash|not-an-assignment|shell-variable/,
    );
  });
});

test("effective separates what files set from what Kong derives and from what the image sets", async () => {
  const { stdout } = await kongLint(folderWith({ "compose.yaml": COMPOSE }), ["effective", "compose.yaml"]);
  const sections = stdout.split("\n").filter((line) => /^\w/.test(line));
  expect(sections).toEqual([
    expect.stringContaining("compose.yaml"),
    "From your files",
    "From the image or the chart",
    expect.stringMatching(/^\d+ more properties at the default \(show with --all\)$/),
  ]);
  const derived = folderWith({ "kong.conf": "ssl_cipher_suite = old\n" });
  const { stdout: text } = await kongLint(derived, ["effective", "--kong-version", "3.9", "kong.conf"]);
  expect(text).toMatch(
    /^From your files\n {2}ssl_cipher_suite .*\n\nDerived by Kong\n(?: {2}\w+ .*from ssl_cipher_suite.*\n)+/m,
  );
});

describe("many findings", () => {
  const MANY = Array.from({ length: 60 }, (_, index) => `no_such_${index} = 1\n`).join("");
  const files = { "a.conf": `${MANY}pg_ssl = yes\n`, "b.conf": "log_level = wurn\n" };
  const argv = ["--kong-version", "3.9", "--rule", "schema/unknown-property=hint"];
  const run = (more: readonly string[], columns?: number) =>
    kongLint(
      folderWith(files),
      [...argv, ...more, "a.conf", "b.conf"],
      columns === undefined ? {} : { columns },
    );
  const shown = (text: string) => text.match(/┌─/g)?.length ?? 0;

  test("a terminal shows fifty, the most severe among them, and counts all", async () => {
    const { stdout, code } = await run([], 80);
    expect(shown(stdout)).toBe(50);
    expect(stdout).toContain("… and 12 more findings (--max-findings all shows them)");
    expect(stdout).toContain("b.conf:1:13");
    expect(stdout.replace(COLORS, "")).toContain("✖ 2 errors, 60 hints in 2 files");
    expect(code).toBe(1);
  });

  test("a pipe, and whoever asks, gets all of them", async () => {
    for (const { stdout } of [await run([]), await run(["--max-findings", "all"], 80)]) {
      expect(shown(stdout)).toBe(62);
      expect(stdout).not.toContain("more findings (");
    }
  });

  test("as many as asked for, in a pipe too", async () => {
    expect(shown((await run(["--max-findings", "2"])).stdout)).toBe(2);
    expect(shown((await run(["--max-findings", "0"])).stdout)).toBe(0);
  });

  test("formats for programs are complete on a terminal", async () => {
    expect(
      JSON.parse((await run(["--format", "json"], 80)).stdout).files.flatMap(
        (file: { findings: unknown[] }) => file.findings,
      ),
    ).toHaveLength(62);
    expect((await run(["--format", "compact"], 80)).stdout.trim().split("\n")).toHaveLength(62);
  });
});

describe("--quiet", () => {
  test("prints nothing where nothing is wrong", async () => {
    const folder = folderWith({
      "kong.conf": "log_level = notice\n",
      "nginx.conf": "server { listen 80; }\n",
    });
    const { code, stdout, stderr } = await kongLint(folder, ["--quiet", "kong.conf", "nginx.conf"]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("prints findings without a summary, and errors", async () => {
    const folder = folderWith({ "kong.conf": "pg_prt = 1\n" });
    const { code, stdout, stderr } = await kongLint(folder, ["-q", "kong.conf", "none.conf"]);
    expect(code).toBe(2);
    expect(stdout).toContain("schema/unknown-property");
    expect(stdout).not.toContain("✖");
    expect(stderr).toBe("kong-lint: none.conf: no such file or folder\n");
  });
});

describe("progress", () => {
  const FILES = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`${index}/kong.conf`, "log_level = notice\n"]),
  );
  /** A clock that goes on by so many milliseconds whenever it is read. */
  const clock = (pace: number) => {
    let time = 0;
    return () => {
      time += pace;
      return time;
    };
  };

  test("is shown on the terminal of a run that takes long, and is gone in the end", async () => {
    const { stdout, stderr } = await kongLint(folderWith(FILES), ["."], { columns: 80, now: clock(300) });
    expect(stderr).toMatch(/\r\u001b\[Kkong-lint: checked \d of 8 files/);
    expect(stderr.endsWith("\r\u001b[K")).toBe(true);
    expect(stdout).not.toContain("checked");
  });

  test.each([
    ["a short run", ["."], { columns: 80, now: clock(1) }],
    ["a pipe", ["."], { now: clock(300) }],
    ["a terminal that cannot erase", ["."], { columns: 80, now: clock(300), environment: { TERM: "dumb" } }],
    ["a quiet run", ["--quiet", "."], { columns: 80, now: clock(300) }],
  ] as const)("is not shown for %s", async (_, argv, setup) => {
    expect((await kongLint(folderWith(FILES), argv, setup)).stderr).toBe("");
  });
});

test.each(["latest", "newest", "oss@latest"])("--kong-version %s is the newest release", async (version) => {
  const { newestRelease } = await import("../../schemas/catalog.ts");
  const { stdout } = await kongLint(folderWith({ "kong.conf": "pg_prt = 1\n" }), [
    ...["--kong-version", version, "--format", "json", "kong.conf"],
  ]);
  expect(JSON.stringify(JSON.parse(stdout).files)).toContain(newestRelease("oss").version);
});

test("help COMMAND is the help of the command", async () => {
  const folder = folderWith({});
  expect(await kongLint(folder, ["help", "upgrade"])).toEqual(await kongLint(folder, ["upgrade", "--help"]));
  expect(await kongLint(folder, ["help"])).toEqual(await kongLint(folder, ["--help"]));
});

test("help is no wider than the terminal, from its first line on", async () => {
  for (const argv of [["--help"], ["help", "why"], ["help", "diff"]])
    for (const columns of [60, 80]) {
      const { stdout } = await kongLint(folderWith({}), argv, { columns });
      expect(stdout.split("\n").filter((line) => line.length > columns)).toEqual([]);
    }
});

test("the page of a rule has no signs of Markdown on a terminal, and keeps them in a file", async () => {
  const argv = ["explain", "schema/boolean-value"];
  const signs = /^```|\*\*|^#+ /m;
  expect((await kongLint(folderWith({}), argv, { columns: 80 })).stdout.replace(COLORS, "")).not.toMatch(
    signs,
  );
  expect((await kongLint(folderWith({}), argv)).stdout).toMatch(signs);
});
