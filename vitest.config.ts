import { defineConfig } from "vitest/config";
import { editLibrary } from "./tools/build/library-edits.ts";

/** The quick suite of the README: everything that needs only Node and npm. Slow suites have their own scripts. */
export default defineConfig({
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code, path) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
    {
      name: "edited-libraries",
      transform(code, path) {
        const edited = editLibrary(path, code);
        return edited === undefined ? undefined : { code: edited, map: null };
      },
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    // Libraries that are not inlined are loaded by Node itself, and no plugin sees them.
    server: { deps: { inline: [/node_modules\/@?chevrotain/] } },
  },
});
