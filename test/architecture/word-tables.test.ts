import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Code that answers for files, settings, command lines and clients. */
const sources = ["grammar", "schemas", "server"].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !path.includes("/generated/")),
);

/** The places of a text at which an expression matches: `file:line`. */
function places(path: string, expression: RegExp): readonly string[] {
  const text = readFileSync(`${root}${path}`, "utf8");
  return [...text.matchAll(expression)].map(
    ({ index }) => `${path}:${text.slice(0, index).split("\n").length}`,
  );
}

test("a table that any text may look into has no prototype", () => {
  // The compiler allows a text as an index only where a record has texts as its keys.
  const literal =
    /\b(?:const|let) \w+:\s*(?:Readonly<)?(?:Partial<)?Record<string,[^=;]*>\s*=\s*\{(?!\s*\.\.\.)/g;
  expect(sources.flatMap((path) => places(path, literal))).toEqual([]);
  expect(sources.some((path) => places(path, /= wordTable\(/g).length > 0)).toBe(true);
});

test("a text is taken for a key of an object only where it was looked up as its own", () => {
  const guilty = sources.filter(
    (path) =>
      places(path, /\[[^\]\n]*\bas keyof\b[^\]\n]*\]/g).length > 0 &&
      places(path, /\bhasOwn\(/g).length === 0,
  );
  expect(guilty).toEqual([]);
  // `in` finds what the prototype has.
  expect(sources.flatMap((path) => places(path, /^(?!\s*[/*]).*\(\s*\w+ in \w+\s*\)/gm))).toEqual([]);
});

test("pages are text: no control characters but line feeds and tabs", () => {
  const pages = readdirSync(`${root}server/rules`, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".md"),
  );
  expect(pages.length).toBeGreaterThan(100);
  const guilty = pages.filter((path) =>
    /[^\P{Cc}\n\t]/u.test(readFileSync(`${root}server/rules/${path}`, "utf8")),
  );
  expect(guilty).toEqual([]);
});
