/**
 * `npm run test:random`: every property with another seed each time, until `--rounds` are over (3 when absent). What it finds
 * becomes an example of the property, and only then is mended.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const root = fileURLToPath(new URL("..", import.meta.url));
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const files = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" })
  .map((name) => `test/${name}`)
  .filter(
    (path) =>
      path.endsWith(".test.ts") && readFileSync(`${root}/${path}`, "utf8").includes('/fast-check.ts"'),
  );

for (let round = 0; round < Number(values.rounds); round++) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  const { status } = spawnSync(process.execPath, [vitest, "run", "--reporter=dot", ...files], {
    cwd: root,
    env: { ...process.env, KONG_LINT_SEED: String(seed) },
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
