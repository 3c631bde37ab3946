import { describe, expect, test } from "vitest";
import { nginxArguments } from "../../grammar/values/nginx-arguments.ts";
import fc from "../fast-check.ts";

const texts = (value: string) => nginxArguments(value).arguments.map(({ text }) => text);

describe("nginxArguments", () => {
  test("splits at blanks and takes quotes off", () => {
    expect(texts(`main '$remote_addr "$request"' "a b"`)).toEqual(["main", '$remote_addr "$request"', "a b"]);
  });

  test("leaves quotes inside a word and variables in braces alone", () => {
    expect(texts(`it's \${name}x a"b`)).toEqual(["it's", "${name}x", 'a"b']);
  });

  test.each<[string, string[], string | undefined]>([
    [" a  b\tc;d", ["a", "b", "c"], "semicolon"],
    ["'a b' \"c;d\" e", ["a b", "c;d", "e"], undefined],
    ["\"a\\\"b\" 'c\\'d'", ['a"b', "c'd"], undefined],
    ["a\\ b \\t \\d \\\\", ["a\\ b", "\t", "\\d", "\\"], undefined],
    ["a\\;b", ["a\\;b"], undefined],
    ["$x ${y}z {", ["$x", "${y}z"], "brace"],
    ["a}b", ["a}b"], undefined],
    ["}", [], "brace"],
    ["a }", ["a"], "brace"],
    ["a\n'b'", ["a", "b"], undefined],
    ["''", [""], undefined],
    ["a\\", ["a\\"], undefined],
  ])("%j", (text, expected, problem) => {
    expect(texts(text)).toEqual(expected);
    expect(nginxArguments(text).problem?.kind).toBe(problem);
  });

  test("skips comments, which begin where an argument would", () => {
    expect(texts("a # b\n c#d # e")).toEqual(["a", "c#d"]);
    expect(nginxArguments("a # b").comment).toEqual({ start: 2, end: 5 });
  });

  test("resolves escaped quotes", () => {
    expect(texts(String.raw`"a \"b\" c"`)).toEqual(['a "b" c']);
  });

  test.each([
    ["16k;", "semicolon", 3],
    ["A; env B", "semicolon", 1],
    ["main 'open", "unclosed-quote", 5],
    [`'a'"b"`, "text-after-quote", 3],
    ["$uri { a b; }", "brace", 5],
  ] as const)("%s: %s", (value, kind, start) => {
    expect(nginxArguments(value).problem).toEqual({ kind, span: { start, end: start + 1 } });
  });

  test("has an answer for any text, with spans inside it and in order", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab \t'\"\\{};$#") }), (value) => {
        let reached = 0;
        for (const { span } of nginxArguments(value).arguments) {
          expect(span.start).toBeGreaterThanOrEqual(reached);
          expect(span.end).toBeGreaterThan(span.start);
          reached = span.end;
        }
        expect(reached).toBeLessThanOrEqual(value.length);
      }),
    );
  });
});
