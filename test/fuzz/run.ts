/**
 * `npm run fuzz -- --minutes N`: random texts of every format for everything that must hold for any text. An input that reaches
 * code that none before has reached is changed further. What fails is made small and kept in `test/fuzz/finds`, where the
 * quick tests try it again. `--seed` repeats a run, `--texts` ends it after so many of them, `--only` names a target, `--keep-none`
 * writes no file.
 */
import "./markdown-as-text.ts";
import { parseArgs } from "node:util";
import { Coverage } from "./coverage.ts";
import { failure, keepFind, keptFinds, kindOf, smallest } from "./finds.ts";
import { mutated } from "./mutate.ts";
import { Random } from "./random.ts";
import { SAMPLES, type Sample } from "./samples.ts";
import { TARGETS } from "./targets.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    seed: { type: "string" },
    texts: { type: "string", default: "Infinity" },
    only: { type: "string", default: "" },
    "keep-none": { type: "boolean", default: false },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const end = performance.now() + Number(values.minutes) * 60_000;
const targets = TARGETS.filter(({ name }) => name.includes(values.only));

const random = new Random(seed);
const coverage = new Coverage();
const pool: Sample[] = [
  ...Object.values(SAMPLES).flat(),
  ...keptFinds().map(([, { path, text, files }]) => ({ path, text, ...(files && { files }) })),
];
const counts = new Map(targets.map(({ name }) => [name, 0]));
const told = new Set<string>();
/** The newest texts lead further more often than those that were there from the beginning. */
const NEWEST = 40;

function anyText(): Sample {
  const last = Math.min(pool.length, NEWEST);
  return random.pick(random.below(2) === 0 ? pool.slice(-last) : pool);
}

async function report(target: (typeof TARGETS)[number], input: Sample, why: string): Promise<void> {
  const kind = `${target.name} ${input.path} ${kindOf(why)}`;
  if (told.has(kind)) return;
  told.add(kind);
  const find = { target: target.name, why, ...(await smallest(target, input, why)) };
  const name = values["keep-none"] ? "" : `${keepFind(find)}: `;
  console.log(`\u2716 ${name}${why}\n  ${find.path}: ${JSON.stringify(find.text)}`);
}

console.log(`seed ${seed}, ${targets.length} targets, ${pool.length} texts to begin with`);
await coverage.start();
let texts = 0;
while (performance.now() < end && texts++ < Number(values.texts)) {
  const sample = anyText();
  const others = [anyText().text, random.pick(pool).text, sample.text];
  const input = { ...sample, text: mutated(sample.text, others, random) };
  for (const target of targets) {
    // A whole server takes as long as all of the others.
    if (target.name === "messages" && targets.length > 1 && random.below(10) > 0) continue;
    counts.set(target.name, (counts.get(target.name) ?? 0) + 1);
    const why = await failure(target, input);
    if (why !== undefined) await report(target, input, why);
  }
  if (await coverage.isNew()) pool.push(input);
}
for (const [name, count] of counts) console.log(`  ${name}: ${count} inputs`);
const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `${all} inputs, ${pool.length} texts kept, ${coverage.size} places reached, ${told.size} failures`,
);
process.exit(told.size === 0 ? 0 : 1);
