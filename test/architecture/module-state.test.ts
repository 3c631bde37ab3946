import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["grammar", "schemas", "server"];
/** The launchers are programs of their own: they load the others, and keep what they have loaded. */
const LAUNCHERS = /^server\/cli\/launch\/(?:launch|executable)\.ts$/;
const STATE =
  /^(?:export )?(?:let|var) .*|^(?:export )?const .* = new (?:Map|Set|WeakMap|WeakSet)(?:<.*>)?\(\);/gm;

/** Variables and collections that a module changes while the program runs. */
function moduleState(source: string): string[] {
  return source.match(STATE) ?? [];
}

test("no module keeps state of its own: what is remembered goes through grammar/text/memoize.ts", () => {
  const found = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !LAUNCHERS.test(`${folder}/${name.replaceAll("\\", "/")}`))
      .flatMap((name) =>
        moduleState(readFileSync(join(root, folder, name), "utf8")).map(
          (line) => `${folder}/${name}: ${line}`,
        ),
      ),
  );
  expect(found).toEqual([]);
});

test.each([
  "let last: string | undefined;",
  "export let count = 0;",
  "const known = new Map<string, readonly string[]>();",
  "const answers = new WeakMap<Catalog, Map<string, string>>();",
  "const seen = new Set();",
])("planted state is found: %s", (line) => {
  expect(moduleState(`import x from "y";\n${line}\n`)).toHaveLength(1);
});

test("constants and variables of functions are no state", () => {
  expect(moduleState('const WORDS = new Set(["on", "off"]);\nfunction f() {\n  let at = 0;\n}\n')).toEqual(
    [],
  );
});
