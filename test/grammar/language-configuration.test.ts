import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
}
interface LanguageConfiguration {
  readonly wordPattern: string;
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly onEnterRules: readonly OnEnterRule[];
}

const configuration: LanguageConfiguration = JSON.parse(
  readFileSync(new URL("../../grammar/language-configuration.json", import.meta.url), "utf8"),
);

/** The rule that Enter takes between two texts of a line, as VS Code chooses it. */
function ruleAt(before: string, after: string): number {
  return configuration.onEnterRules.findIndex(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
}

test("Enter inside a comment goes on with the comment, at its end it does not", () => {
  expect(ruleAt("# the database", " of the region")).toBe(0);
  expect(ruleAt("# the database of the region", "")).toBe(-1);
  expect(ruleAt(`#${"-".repeat(30)}`, "---")).toBe(-1);
  expect(ruleAt("pg_host = db", " # why")).toBe(-1);
});

test("Enter behind a backslash that joins lines indents", () => {
  expect(ruleAt("plugins = bundled, \\", "")).toBe(1);
  expect(ruleAt("plugins = bundled, ", "")).toBe(-1);
});

test("a double click takes a key, a word of a value, a number of an address", () => {
  const words = "nginx_http_keepalive = 10.0.0.1:8443 ssl,http2 {vault://env/x}".match(
    new RegExp(configuration.wordPattern, "g"),
  );
  expect(words).toEqual(["nginx_http_keepalive", "10.0.0.1", "8443", "ssl", "http2", "vault", "env", "x"]);
});

test("regions fold", () => {
  const { start, end } = configuration.folding.markers;
  expect("# region listeners").toMatch(new RegExp(start));
  expect("#endregion").toMatch(new RegExp(end));
  expect("# regional settings").not.toMatch(new RegExp(start));
});
