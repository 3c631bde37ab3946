/**
 * `npm run growth`: how the processor time of each family of texts grows with its size. An exponent of 1.2 or more fails.
 * `--only <words>` measures families whose name has these words; `--quick` measures less exactly, and again what fails.
 */
import { parseArgs } from "node:util";
import type { Family } from "./families/family.ts";
import { FAMILIES } from "./families.ts";
import { type Effort, type Growth, growthOf } from "./measure.ts";
import { workOf } from "./work.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, quick: { type: "boolean" } },
});

const MOST = 1.2;
const WHOLE: Effort = { least: 40, doublings: 3, runs: 3 };
const QUICK: Effort = { least: 15, doublings: 2, runs: 2 };
/** What else the machine does may cost a measurement its sense, but hardly so many. */
const TRIES = 5;

async function measured(family: Family): Promise<Growth> {
  const work = (size: number) => workOf(family, size);
  let best = await growthOf(work, family.from, values.quick === true ? QUICK : WHOLE);
  for (let again = 1; again < TRIES && best.exponent >= MOST; again++) {
    const next = await growthOf(work, family.from, WHOLE);
    if (next.exponent < best.exponent) best = next;
  }
  return best;
}

let failed = 0;
let count = 0;
for (const family of FAMILIES) {
  const name = `${family.does} ${family.path}: ${family.name}`;
  if (!name.includes(values.only)) continue;
  count++;
  const { points, exponent } = await measured(family);
  const isLinear = exponent < MOST;
  if (!isLinear) failed++;
  const costs = points.map(({ size, cost }) => `${size}: ${Math.round(cost)}`).join("  ");
  console.log(`${isLinear ? "✔" : "✖"} ${exponent.toFixed(2)}  ${name}  (${costs} ms)`);
}
console.log(`${count} families, ${failed} with an exponent of ${MOST} or more`);
process.exitCode = failed === 0 && count > 0 ? 0 : 1;
