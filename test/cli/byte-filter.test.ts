import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const utf16 = (text: string, mark = "\ufeff") => Buffer.from(mark + text, "utf16le");

/** Texts in which nothing can be fixed safely. */
const untouched: readonly (readonly [string, Buffer])[] = [
  ["a byte of ISO 8859-1", bytes("# caf\xe9\nlog_level = notice\n")],
  ["a byte that begins nothing, at the end", bytes("log_level = notice\n# \xff")],
  ["half a character", bytes("# \xe2\x82\nlog_level = notice\n")],
  ["a surrogate in three bytes", bytes("# \xed\xa0\x80\xed\xb0\x80\nlog_level = notice\n")],
  ["no line feed at the end", bytes("log_level = notice")],
  ["CRLF", bytes("log_level = notice\r\nprefix = /opt/kong\r\n")],
  ["U+FFFD that is there", Buffer.from("# \ufffd\nlog_level = notice\n")],
  ["UTF-16, little endian", utf16("log_level = notice\n")],
  ["UTF-16, big endian", utf16("log_level = notice\n").swap16()],
  ["UTF-16 without a mark", utf16("log_level = notice\n", "")],
  ["nothing", Buffer.alloc(0)],
];

describe("--fix - passes on", () => {
  test.each(untouched)("%s", async (_, stdin) => {
    const result = await kongLint(folderWith({}), ["--fix", "--format", "json", "-"], { stdin });
    expect(result.bytes).toEqual(stdin);
  });

  test.each([
    [
      "a file that is no configuration of Kong's",
      "notes.conf",
      bytes("server {\n  listen 80; # \xe9\n}\n"),
      0,
    ],
    ["what is no text", "kong.conf", Buffer.from([0, 1, 2, 3, 0, 0, 5, 6, 0xff, 0xfe, 0, 1, 2, 2]), 2],
  ])("%s", async (_, name, stdin, code) => {
    const result = await kongLint(folderWith({}), ["--fix", "--stdin-filename", name, "-"], { stdin });
    expect(result.bytes).toEqual(stdin);
    expect(result.code).toBe(code);
  });

  test("a file that the settings ignore", async () => {
    const folder = folderWith({ ".kong-lint.json": '{"ignores": ["kong.conf"]}' });
    const stdin = bytes('\xef\xbb\xbfpg_host = "db" # \xe9\n');
    const result = await kongLint(folder, ["--fix", "--stdin-filename", "kong.conf", "-"], { stdin });
    expect(result.bytes).toEqual(stdin);
  });

  test("a byte order mark that no rule is against", async () => {
    const stdin = bytes("\xef\xbb\xbf# caf\xe9\nlog_level = notice\n");
    const argv = ["--fix", "--rule", "syntax/invisible-characters=off", "-"];
    expect((await kongLint(folderWith({}), argv, { stdin })).bytes).toEqual(stdin);
  });

  test("all that no fix is about", async () => {
    const stdin = bytes("# caf\xe9 \xff\r\nlog_level = notice,\r\npg_user = k\xf6ng\r\n");
    const { bytes: fixed } = await kongLint(folderWith({}), ["--fix", "--unsafe-fixes", "-"], { stdin });
    const folder = folderWith({ "kong.conf": stdin });
    await kongLint(folder, ["--fix", "--unsafe-fixes", "kong.conf"]);
    expect(fixed).toEqual(readFileSync(join(folder, "kong.conf")));
    expect(fixed).not.toEqual(stdin);
    expect(fixed.includes(bytes("# caf\xe9 \xff\r\n"))).toBe(true);
    expect(fixed.includes(bytes("pg_user = k\xf6ng\r\n"))).toBe(true);
  });
});

describe("upgrade --write - passes on", () => {
  const argv = ["upgrade", "--from", "3.8", "--to", "3.9", "--write", "-"];

  test.each(untouched)("%s", async (_, stdin) => {
    expect((await kongLint(folderWith({}), argv, { stdin })).bytes).toEqual(stdin);
  });

  test("what it writes to a file, a byte order mark among it", async () => {
    const stdin = bytes("\xef\xbb\xbf# caf\xe9\nlog_level = notice\n");
    const folder = folderWith({ "kong.conf": stdin });
    await kongLint(folder, [...argv.slice(0, -1), "kong.conf"]);
    const { bytes: passed } = await kongLint(folder, argv, { stdin });
    expect(passed).toEqual(readFileSync(join(folder, "kong.conf")));
  });

  test("all that the upgrade is not about", async () => {
    const stdin = bytes(
      "# caf\xe9\ncassandra_port = 9042\nclient_max_body_size = 8m\nupstream_keepalive = 60\n",
    );
    const older = ["upgrade", "--from", "0.14", "--to", "1.0", "--write", "-"];
    const { bytes: upgraded } = await kongLint(folderWith({}), older, { stdin });
    expect(upgraded.subarray(0, 7)).toEqual(bytes("# caf\xe9\n"));
  });

  test("UTF-16 in a file as well, and says so", async () => {
    const content = utf16("client_max_body_size = 8m\n");
    const folder = folderWith({ "kong.conf": content });
    const result = await kongLint(folder, [...argv.slice(0, -1), "kong.conf"]);
    expect(readFileSync(join(folder, "kong.conf"))).toEqual(content);
    expect(result.stderr).toContain("kong.conf is UTF-16");
  });
});
