import { defineConfig } from "vitest/config";
import { editedChevrotain } from "./tools/build/chevrotain-edits.mjs";

/** The quick suite of the README: everything that needs only Node and npm. Slow suites have their own scripts. */
export default defineConfig({
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code, path) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
    {
      name: "quick-chevrotain",
      transform(code, path) {
        const edited = editedChevrotain(path, code);
        return edited === undefined ? undefined : { code: edited, map: null };
      },
    },
  ],
  test: {
    // Chevrotain is loaded as the build edits it; other packages as they are installed.
    server: { deps: { inline: [/node_modules\/chevrotain\//] } },
    include: ["test/**/*.test.ts"],
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
