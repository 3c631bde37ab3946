import type { ViteUserConfig } from "vitest/config";
import { editedChevrotain } from "../tools/build/chevrotain-edits.mjs";

/** What the quick suite and the scenarios have in common. */
export const shared = {
  plugins: [
    {
      name: "markdown-as-text",
      transform: (code: string, path: string) =>
        path.endsWith(".md") ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined,
    },
    {
      name: "quick-chevrotain",
      transform(code: string, path: string) {
        const edited = editedChevrotain(path, code);
        return edited === undefined ? undefined : { code: edited, map: null };
      },
    },
  ],
  test: {
    // Chevrotain is loaded as the build edits it; other packages as they are installed.
    server: { deps: { inline: [/node_modules\/chevrotain\//] } },
    exclude: ["test/editors/**", "**/node_modules/**", "dist/**"],
    pool: "threads",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
} satisfies ViteUserConfig;
