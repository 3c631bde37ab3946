import { SourceDocument } from "../../server/model/source-document.ts";
import { rules } from "../../server/rules/registry.ts";
/**
 * `npm run bench:rules`: what the rules cost on the 2,300-line file, warm, each text read anew. At most 8 ms together
 * and 1 ms each. Medians, since a busy machine stretches single runs; the whole is also given in CPU time.
 */
import { analyze } from "../../server/workspace/analyze.ts";
import { linkedOf, readKongConf } from "../sources.ts";
import { largeConfiguration } from "./configurations.ts";

const RUNS = 61;
const WARM_UP = 60;
const MOST_TOGETHER = 8;
const MOST_EACH = 1;

const ids = new Set(rules.map(({ id }) => id));
const text = largeConfiguration();
const costs = new Map<string, number[]>();
const together: number[] = [];
const cpu: number[] = [];

for (let run = -WARM_UP; run < RUNS; run++) {
  // Another text each time, so that nothing remembered of the last one helps.
  const changed = `${text}# run ${run}\n`;
  const unit = readKongConf(new SourceDocument("kong.conf", changed));
  let sum = 0;
  const timing = {
    now: () => performance.now(),
    add(what: string, milliseconds: number) {
      if (!ids.has(what)) return;
      sum += milliseconds;
      if (run >= 0) costs.set(what, [...(costs.get(what) ?? []), milliseconds]);
    },
  };
  const before = process.cpuUsage();
  await analyze(linkedOf(unit), { release: { flag: { edition: "oss", version: "3.9" } }, timing });
  const { user, system } = process.cpuUsage(before);
  if (run < 0) continue;
  together.push(sum);
  cpu.push((user + system) / 1000);
}

const dearest = [...costs].map(([id, all]) => [id, median(all)] as const).sort((a, b) => b[1] - a[1]);
console.log(
  `(r) ${dearest.length} rules, 2,300 lines, warm: ${median(together).toFixed(2)} ms together, at most ${MOST_TOGETHER}; ` +
    `a whole analysis ${median(cpu).toFixed(2)} ms of CPU`,
);
for (const [id, cost] of dearest.slice(0, 5))
  console.log(`    ${cost.toFixed(3)} ms ${id}${cost > MOST_EACH ? `, more than ${MOST_EACH}` : ""}`);
process.exitCode = median(together) < MOST_TOGETHER && (dearest[0]?.[1] ?? 0) <= MOST_EACH ? 0 : 1;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
