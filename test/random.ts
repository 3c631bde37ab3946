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
const paths = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" }).map(
  (name) => `test/${name}`,
);
/** The suites with properties, by their configuration. */
const suites = [
  ["vitest.config.ts", propertiesIn(".test.ts")],
  ["vitest.properties.config.ts", propertiesIn(".property.ts")],
] as const;

for (let round = 0; round < Number(values.rounds); round++) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`seed ${seed}`);
  for (const [config, files] of suites) {
    const { status } = spawnSync(
      process.execPath,
      [vitest, "run", "--reporter=dot", "--config", config, ...files],
      {
        cwd: root,
        env: { ...process.env, KONG_LINT_SEED: String(seed), KONG_LINT_DEPTH: "whole" },
        stdio: "inherit",
      },
    );
    if (status !== 0) process.exitCode = 1;
  }
}

function propertiesIn(ending: string): readonly string[] {
  return paths.filter(
    (path) => path.endsWith(ending) && readFileSync(`${root}/${path}`, "utf8").includes('/fast-check.ts"'),
  );
}
