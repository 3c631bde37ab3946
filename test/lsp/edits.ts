/**
 * `npm run test:edits`: 2,000 sequences of random edits, after each of which the incremental analysis must be that of the whole text.
 * The same property as in `npm test`, which tries a tenth of them.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "test/lsp/incremental.test.ts"], {
  cwd: root,
  env: { ...process.env, KONG_LINT_ALL_EDITS: "1" },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
