import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { sliceSpan } from "../../grammar/text/span.ts";
import { readDotenv } from "../../server/inputs/read-dotenv.ts";

function read(text: string) {
  return readDotenv({ path: "kong.env", text, lines: new LineIndex(text) });
}

describe("readDotenv", () => {
  test.each([
    ["KONG_LOG_LEVEL=warn", "log_level", "warn"],
    ["export KONG_LOG_LEVEL=warn", "log_level", "warn"],
    ["  KONG_LOG_LEVEL = warn  # quiet", "log_level", "warn"],
    ["KONG_PG_PASSWORD=a#b", "pg_password", "a#b"],
    ['KONG_PG_PASSWORD="a # b"', "pg_password", "a # b"],
    ["KONG_PG_PASSWORD='a \"b\" \\n'", "pg_password", 'a "b" \\n'],
    ['KONG_PG_PASSWORD="a\\"b"', "pg_password", 'a"b'],
    ["KONG_PG_PASSWORD=", "pg_password", ""],
    ["KONG_PG_PASSWORD='open", "pg_password", "'open"],
    ["kong_nginx_http_gzip=on", "nginx_http_gzip", "on"],
  ])("%s", (text, property, value) => {
    const unit = read(text);
    expect(unit.assignments.map((each) => [each.property, each.writtenValue])).toEqual([[property, value]]);
  });

  test("a quoted value may run over several lines, and the next setting follows it", () => {
    const unit = read('KONG_SSL_CERT="-----BEGIN\n-----END"\nKONG_LOG_LEVEL=warn\r\n');
    expect(unit.assignments.map((each) => [each.property, each.writtenValue])).toEqual([
      ["ssl_cert", "-----BEGIN\n-----END"],
      ["log_level", "warn"],
    ]);
  });

  test("variables of others and lines without an assignment are kept as such", () => {
    const unit = read("POSTGRES_USER=kong\nKONG_PG_USER kong\n# KONG_X=1\n");
    expect(unit.assignments).toEqual([]);
    expect(unit.syntax).toMatchObject({
      foreign: [
        { kind: "foreign-variable", text: "POSTGRES_USER" },
        { kind: "not-an-assignment", text: "KONG_PG_USER kong" },
      ],
    });
  });

  test("every cooked character leads back to the one it was written as", () => {
    const text = 'KONG_PG_PASSWORD="ab\\"cd"';
    const [assignment] = read(text).assignments;
    const at = assignment?.writtenValue.indexOf("c") ?? -1;
    expect(
      sliceSpan(text, assignment?.valueMap.spanToSource({ start: at, end: at + 2 }) ?? { start: 0, end: 0 }),
    ).toBe("cd");
  });
});
