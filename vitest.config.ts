import { defineConfig } from "vitest/config";

/** The quick suite of the README: everything that needs only Node and npm. Slow suites have their own scripts. */
export default defineConfig({
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code, path) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
