/**
 * `npm run growth`: how the processor time of each family of texts grows with its size. An exponent of 1.2 or more fails.
 * `--only <words>` measures families whose name has these words; `--quick` measures less exactly, and again what fails.
 */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { build } from "esbuild";
import { nameOf } from "./families/family.ts";
import { FAMILIES } from "./families.ts";
import type { Effort, Growth } from "./measure.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, quick: { type: "boolean" } },
});

const MOST = 1.2;
const WHOLE: Effort = { least: 40, doublings: 3, runs: 3 };
const QUICK: Effort = { least: 20, doublings: 2, runs: 2 };
/** What else the machine does may cost a measurement its sense, but hardly so many. */
const TRIES = 5;

/** Each family has a process of its own: the heap and the compiled code that others leave change what a text costs. */
const program = fileURLToPath(
  new URL(`../../node_modules/.cache/growth-${process.pid}.mjs`, import.meta.url),
);

async function growthIn(name: string, effort: Effort): Promise<Growth> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, name, JSON.stringify(effort)]);
  return JSON.parse(stdout);
}

/**
 * A family that seems to grow too fast is measured again, from larger sizes each time. Where its data outgrows the caches of
 * the processor the cost makes a step, once; what is not linear goes on to grow too fast.
 */
async function measured(name: string): Promise<Growth> {
  let best = await growthIn(name, values.quick === true ? QUICK : WHOLE);
  let last = best;
  for (let again = 1; again < TRIES && best.exponent >= MOST; again++) {
    last = await growthIn(name, { ...WHOLE, from: last.points.at(-2)?.size });
    if (last.exponent < best.exponent) best = last;
  }
  return best;
}

async function measureAll(names: readonly string[]): Promise<number> {
  let failed = 0;
  for (const name of names) {
    const { points, exponent } = await measured(name);
    const isLinear = exponent < MOST;
    if (!isLinear) failed++;
    const costs = points.map(({ size, cost }) => `${size}: ${Math.round(cost)}`).join("  ");
    console.log(`${isLinear ? "✔" : "✖"} ${exponent.toFixed(2)}  ${name}  (${costs} ms)`);
  }
  return failed;
}

await build({
  entryPoints: [fileURLToPath(new URL("family-process.ts", import.meta.url))],
  outfile: program,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  logLevel: "error",
  loader: { ".md": "text" },
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});
try {
  const names = FAMILIES.map(nameOf).filter((name) => name.includes(values.only));
  const failed = await measureAll(names);
  console.log(`${names.length} families, ${failed} with an exponent of ${MOST} or more`);
  process.exitCode = failed === 0 && names.length > 0 ? 0 : 1;
} finally {
  await rm(program, { force: true });
}
