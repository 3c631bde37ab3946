import { describe, expect, test } from "vitest";
import { contains, sliceSpan } from "../../grammar/text/span.ts";
import { valueMapOf, valuePlace } from "../../server/model/assignment.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";
import { readDotenv } from "../sources.ts";

function read(text: string) {
  return readDotenv(new SourceDocument("kong.env", text));
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
    ["\ufeffKONG_LOG_LEVEL=warn", "log_level", "warn"],
    ["KONG_LOG_LEVEL=warn # quiet", "log_level", "warn"],
    ["KONG_PG_PASSWORD=#abc", "pg_password", "#abc"],
    ["KONG_PG_PASSWORD= # none", "pg_password", ""],
    ["KONG_PG_PASSWORD=   ", "pg_password", ""],
    ["KONG_PG_PASSWORD=''", "pg_password", ""],
    ["KONG_PG_PASSWORD=a=b", "pg_password", "a=b"],
    ['KONG_PG_PASSWORD="a" # c', "pg_password", "a"],
    ['KONG_PG_PASSWORD="a"b', "pg_password", '"a"b'],
    ['KONG_PG_PASSWORD=a"b', "pg_password", 'a"b'],
    ['KONG_PG_PASSWORD="a\\nb\\\\c\\$d\\e"', "pg_password", "a\nb\\c$d\\e"],
    ["KONG_PG_PASSWORD='it\\'s \\n'", "pg_password", "it's \\n"],
    ['KONG_ADMIN_GUI_FLAGS={"A":true}', "admin_gui_flags", '{"A":true}'],
    ["KONG_LOG_LEVEL=warn\r", "log_level", "warn"],
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

  test("a quote that is not closed ends before the next assignment", () => {
    const unit = read('KONG_PG_PASSWORD="abc\nKONG_LOG_LEVEL="warn"\n');
    expect(unit.assignments.map((each) => [each.property, each.writtenValue])).toEqual([
      ["pg_password", '"abc'],
      ["log_level", "warn"],
    ]);
  });

  test("names without a value are passed on and no mistake", () => {
    const unit = read("KONG_PG_PASSWORD\nexport KONG_A KONG_B\nexport KONG_C\n");
    expect(unit.assignments).toEqual([]);
    expect(unit.otherLines).toEqual([]);
  });

  test.each([
    ["KONG_PG_HOST=${PG_HOST}", "shell-variable"],
    ['KONG_PG_HOST="${PG_HOST}"', "shell-variable"],
    ["KONG_PG_HOST='${PG_HOST}'", undefined],
    ["KONG_PG_HOST={{ pg_host }}", "template"],
    ["KONG_PG_PASSWORD=pa$word", undefined],
  ])("%s is %s", (text, opaque) => {
    expect(read(text).assignments.map((each) => each.opaque)).toEqual([opaque]);
  });

  test("what belongs to a template is no setting", () => {
    const unit = read("{% if a = b %}\nKONG_PG_HOST={{ host }}\n{% endif %}\n{#\nKONG_X=1\n#}\n");
    expect(unit.assignments.map((each) => each.property)).toEqual(["pg_host"]);
    expect(unit.otherLines).toEqual([]);
    expect(unit.templateSpans).toHaveLength(3);
  });

  test("any text has settings in order, each within its lines, and values that lead back to their source", () => {
    const pieces = [
      "KONG_A",
      "KONG_B=",
      "=",
      "x",
      " ",
      "'",
      '"',
      "\\",
      "\n",
      "\r\n",
      "#",
      " #",
      "export ",
      "$",
      "\t",
      "{{",
      "}}",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        let reached = 0;
        for (const each of read(text).assignments) {
          expect(each.lineSpan.start).toBeGreaterThanOrEqual(reached);
          reached = each.lineSpan.end;
          for (const inner of [each.span, each.rawValueSpan])
            expect(contains(each.lineSpan, inner)).toBe(true);
          expect(contains(each.rawValueSpan, each.writtenValueSpan)).toBe(true);
          expect(sliceSpan(text, each.nameSpan)).toBe(each.writtenName);
          for (let at = 0; at < each.rawValue.length; at++) {
            const source = text.charAt(valueMapOf(each).toSource(at));
            if (source !== "\\") expect(source).toBe(each.rawValue.charAt(at));
          }
        }
      }),
      { numRuns: amount(3000) },
    );
  });

  test("variables of others and lines without an assignment are kept as such", () => {
    const unit = read("POSTGRES_USER=kong\nKONG_PG_USER kong\n# KONG_X=1\n");
    expect(unit.assignments).toEqual([]);
    expect(unit.otherLines).toMatchObject([
      { kind: "foreign-variable", text: "POSTGRES_USER" },
      { kind: "not-an-assignment", text: "KONG_PG_USER kong" },
    ]);
  });

  test("every cooked character leads back to the one it was written as", () => {
    const text = 'KONG_PG_PASSWORD="ab\\"cd"';
    const [assignment] = read(text).assignments;
    const at = assignment?.writtenValue.indexOf("c") ?? -1;
    expect(
      sliceSpan(text, assignment ? valuePlace(assignment, { start: at, end: at + 2 }) : { start: 0, end: 0 }),
    ).toBe("cd");
  });
});
