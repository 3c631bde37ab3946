import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";
import { editLibrary } from "../tools/build/library-edits.ts";

/** What the quick suite and the scenarios have in common. */
export const shared = {
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code: string, path: string) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
    {
      name: "edited-libraries",
      transform(code: string, path: string) {
        const edited = editLibrary(path, code);
        return edited === undefined ? undefined : { code: edited, map: null };
      },
    },
  ],
  test: {
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    // No module holds state that a test could change (test/architecture checks it), so that each worker loads them once.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Libraries that are not inlined are loaded by Node itself, and no plugin sees them.
    server: { deps: { inline: [/node_modules\/@?(?:chevrotain|gitbeaker)/] } },
  },
} satisfies ViteUserConfig;

/** The files of the quick suite that try a part of what they could: those that use `depth.ts`. */
export function filesInDepth(): readonly string[] {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => readFileSync(`${folder}${name}`, "utf8").includes('/depth.ts"'))
    .map((name) => `test/${name}`);
}
