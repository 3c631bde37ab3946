import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { isCandidateName, mayHoldKong } from "../../server/formats/detect.ts";
import { FORMATS } from "../../server/formats/registry.ts";
import { amount } from "../depth.ts";
import { SAMPLES } from "../fuzz/samples.ts";

interface Hook {
  readonly id: string;
  readonly files: string;
  readonly types: readonly string[];
}

const hooks: readonly Hook[] = parse(
  readFileSync(new URL("../../.pre-commit-hooks.yaml", import.meta.url), "utf8"),
);

/** The expression as Python reads it with its flags `x` and `i`: blanks and line breaks outside classes mean nothing. */
function expressionOf({ files }: Hook): RegExp {
  return new RegExp(files.replace(/^\(\?xi\)/, "").replace(/\s+/g, ""), "i");
}

function isRead(path: string): boolean {
  return isCandidateName(path) || mayHoldKong(path);
}

/** Names that are put together of what matters in a name. */
const PARTS = [
  "kong",
  ".conf",
  ".env",
  "env",
  ".",
  "-",
  "_",
  "prod",
  ".j2",
  ".md",
  ".default",
  ".example",
  ".kong_env",
  ".yml",
  "Dockerfile",
  "entrypoint",
  "x",
  // Each ending that a format names, or a part of it.
  ...FORMATS.flatMap(({ candidate }) =>
    [...candidate.source.replace(/(\w)\?/g, "$1").matchAll(/[a-z]+/g)].map(([word]) => `.${word}`),
  ),
];
const names = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));

test.each(hooks.map((hook) => [hook.id, hook] as const))("%s gets the files that are read", (_, hook) => {
  const expression = expressionOf(hook);
  for (const name of [
    "kong.conf",
    "kong.conf.default",
    "KONG.CONF",
    "prod-kong.conf.j2",
    "kong.conf.md",
    "my.kong.conf",
    ".env",
    ".env.prod",
    "kong.env",
    "api.env.example",
    ".kong_env",
    "nginx.conf",
    "README.md",
    ".kong-lint.json",
    "compose.yaml",
    "Dockerfile",
    "api.Dockerfile.prod",
    "Containerfile",
    "start.sh",
    "docker-entrypoint",
    "README",
    "docs.rst",
    "main.tf",
    "tasks/kong.tftpl",
  ]) {
    for (const path of [name, `deploy/größe ü/${name}`])
      expect(expression.test(path), path).toBe(isRead(path));
  }
  fc.assert(
    fc.property(names, (name) => expression.test(`a/${name}`) === isRead(`a/${name}`)),
    { numRuns: amount(2000) },
  );
  expect(hook.types).toEqual(["file"]);
});

/** The words of a glob in braces, as lefthook and lint-staged match them with the name of a file. */
function globsOf(text: string): readonly RegExp[] {
  return [...text.matchAll(/"\{(\*kong[^"]*)\}"/g)].map(
    ([, words = ""]) =>
      new RegExp(`^(?:${words.replaceAll(".", "\\.").replaceAll("*", "[^/]*").replaceAll(",", "|")})$`, "s"),
  );
}

test("the globs in docs/hooks.md name a file of each format", () => {
  const globs = globsOf(readFileSync(new URL("../../docs/hooks.md", import.meta.url), "utf8"));
  expect(globs.length).toBe(2);
  const names = Object.values(SAMPLES).flatMap((samples) => samples.map(({ path }) => path));
  expect(names.length).toBeGreaterThan(FORMATS.length);
  for (const glob of globs) expect(names.filter((name) => !glob.test(name))).toEqual([]);
});
