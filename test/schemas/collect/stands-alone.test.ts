import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const tools = fileURLToPath(new URL("../../../tools", import.meta.url));

/** What a module loads from `schemas` when it runs; imports of types alone load nothing. */
function loadedFacts(text: string): string[] {
  return [...text.matchAll(/^import\s+(type\s)?[^;]*?from\s+"([^"]*schemas\/[^"]*)"/gm)].flatMap(
    ([, type, from = ""]) => (type === undefined ? [from] : []),
  );
}

it("what collects facts knows none: it loads nothing of schemas", () => {
  const names = readdirSync(join(tools, "collect")).filter((name) => name.endsWith(".ts"));
  const files = ["schemas-collect.ts", ...names.map((name) => `collect/${name}`)];
  expect(files.flatMap((file) => loadedFacts(readFileSync(join(tools, file), "utf8")))).toEqual([]);
});

it("would see it", () => {
  expect(loadedFacts('import { a } from "../../schemas/release.ts";')).toEqual(["../../schemas/release.ts"]);
  expect(loadedFacts('import {\n  a,\n  b,\n} from "../schemas/x.ts";')).toEqual(["../schemas/x.ts"]);
  expect(loadedFacts('import type { A } from "../schemas/x.ts";')).toEqual([]);
});
