import { describe, expect, test } from "vitest";
import facts from "../../schemas/nginx/arguments/argument-facts.json" with { type: "json" };
import { argumentType } from "../../schemas/nginx/arguments/argument-types.ts";
import { matchArguments } from "../../schemas/nginx/arguments/match-arguments.ts";
import { expandNames, parseGrammar } from "../../schemas/nginx/arguments/parse-grammar.ts";
import { regexFault } from "../../schemas/nginx/arguments/regex-fault.ts";

function match(grammar: string, value: string) {
  return matchArguments(parseGrammar(grammar), value === "" ? [] : value.split(" "), (type, text) =>
    argumentType(type).fits(text),
  );
}

describe("a grammar of arguments", () => {
  test.each([
    ["off | <size>", "off"],
    ["off | <size>", "10k"],
    ["<error-code>+ <text$> | <error-code>+ =<0-> <text$>", "404 500 =200 /x"],
    ["<any> { zone=<zone>! rate=<rate> }", "$key rate=10r/s zone=one:10m"],
    ["<status-or-any>* <s>", "200 302 any 10m"],
    ["<any> two? last?", "a last"],
    ["<size$>", "$limit"],
  ])("%s accepts %s", (grammar, value) => {
    expect(match(grammar, value)).toHaveProperty("types");
  });

  test.each([
    ["off | <size>", "10mb", 0],
    ["<error-code>+ <text$>", "200 /x", 0],
    ["<any> { zone=<zone>! rate=<rate> }", "$key rate=10/s zone=one:10m", 1],
    ["<any> { zone=<zone>! rate=<rate> }", "$key rate=10r/s", 2],
    ["<1-> <size1>", "16k 8", 0],
    ["off | <pattern$> <text$>", "/a", 1],
  ])("%s refuses %s at argument %i", (grammar, value, place) => {
    expect(match(grammar, value)).toMatchObject({ mismatch: { place } });
  });

  test("tells what a prefix expects rather than all options", () => {
    const refused = match("<any> { zone=<zone>! rate=<rate> sync }", "$key zone=one:10m rate=fast");
    expect(refused).toMatchObject({ mismatch: { expected: [{ prefix: "rate=" }] } });
  });

  test("every one of the facts has types that exist", () => {
    for (const text of Object.values(facts.grammars))
      for (const { terms, options } of parseGrammar(text))
        for (const term of [...terms, ...options])
          if (term.kind === "type") expect(argumentType(term.type).expects).not.toBe("");
  });

  test("a name with braces stands for several", () => {
    expect(expandNames("{a,b}_x{,_y}")).toEqual(["a_x", "a_x_y", "b_x", "b_x_y"]);
  });
});

describe("a regular expression", () => {
  test.each(["^/a(/.*)?$", "[]a]+", "a+?", "(?<name>x)*", "\\(", "(?i)x", "x{2,3}", "[[:digit:]]"])(
    "%s is left alone",
    (text) => {
      expect(regexFault(text)).toBeUndefined();
    },
  );

  test.each([
    ["(a", "open-parenthesis"],
    ["a)", "closing-parenthesis"],
    ["[a-z", "open-bracket"],
    ["*a", "nothing-to-repeat"],
    ["a|+", "nothing-to-repeat"],
    ["a\\", "backslash"],
  ])("%s has the fault %s", (text, fault) => {
    expect(regexFault(text)).toBe(fault);
  });
});
