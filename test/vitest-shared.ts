import type { ViteUserConfig } from "vitest/config";

/** What the quick suite and the scenarios have in common. */
export const shared = {
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code: string, path: string) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
  ],
  test: {
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
} satisfies ViteUserConfig;
