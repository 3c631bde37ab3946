/**
 * `npm run bench`: what a run costs. Medians of at least 15 runs, everything in one process tree, on the built bundle.
 * Figures are compared with others taken in the same minute on the same machine, for absolute ones travel badly.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  hugeConfiguration,
  largeConfiguration,
  serviceConfiguration,
  smallConfiguration,
} from "./configurations.ts";
import { cost, inTurns, median } from "./processor-time.ts";
import { startUp } from "./start-up.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "dist/kong-lint.cjs");
const RUNS = 15;

const folder = mkdtempSync(join(tmpdir(), "kong-lint-bench-"));
try {
  const small = join(folder, "kong.conf");
  writeFileSync(small, smallConfiguration());
  await startUp(join(folder, "start-up"), small, RUNS);
  besideBiome(small);
  await warm();
  huge();
  manyFiles();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Beside a linter of another language on as many bytes, by the clock. */
function besideBiome(small: string): void {
  const script = join(folder, "same-size.js");
  writeFileSync(script, "const value = 1;\n".repeat(Math.ceil(smallConfiguration().length / 17)));
  const { own, biome } = inTurns(
    {
      own: { command: ["node", bundle, "--kong-version", "3.9", small] },
      biome: { command: [join(root, "node_modules/.bin/biome"), "lint", script] },
    },
    RUNS,
  );
  console.log(`    wall ${ms(own.wall)}, biome lint on as many bytes ${ms(biome.wall)}`);
}

async function warm(): Promise<void> {
  const { lintText } = createRequire(import.meta.url)(join(root, "dist/index.cjs"));
  const text = largeConfiguration();
  const settings = { release: { flag: { edition: "oss", version: "3.9" } } };
  const times: number[] = [];
  for (let run = 0; run < RUNS + 40; run++) {
    const started = performance.now();
    await lintText("kong.conf", text, "kong-conf", settings);
    if (run >= 40) times.push(performance.now() - started);
  }
  console.log(`(b) warm lint, ${text.split("\n").length - 1} lines: ${ms(median(times))}, at most 5 ms`);
}

function huge(): void {
  const half = join(folder, "half.conf");
  const full = join(folder, "full.conf");
  writeFileSync(half, hugeConfiguration(50_000));
  writeFileSync(full, hugeConfiguration(100_000));
  const halves: number[] = [];
  const fulls: number[] = [];
  let memory = 0;
  for (let run = 0; run < RUNS; run++) {
    halves.push(cost({ command: ["node", bundle, "--format", "compact", half] }).wall);
    const command = ["node", bundle, "--format", "compact", full];
    fulls.push(cost({ command }).wall);
    memory = Math.max(memory, peakMemory(command));
  }
  const growth = median(fulls) / median(halves);
  console.log(
    `(c) 100,000 lines: ${ms(median(fulls))}, at most 1000 ms; ${growth.toFixed(2)} x half of it; ${(memory / 1024).toFixed(0)} MB, at most 300 MB`,
  );
}

function manyFiles(): void {
  const many = join(folder, "many");
  for (let file = 0; file < 1000; file++) {
    mkdirSync(join(many, String(file)), { recursive: true });
    writeFileSync(join(many, String(file), "kong.conf"), serviceConfiguration(file));
  }
  const command = ["node", bundle, "--format", "compact", many];
  const times = Array.from({ length: RUNS }, () => cost({ command }).wall);
  console.log(
    `(d) 1,000 small files in one run: ${Math.round(1_000_000 / median(times))} files a second, at least 1500`,
  );
}

/** Peak resident memory in KiB, in a run of its own. */
function peakMemory(command: readonly string[]): number {
  const hook = join(folder, "memory.cjs");
  writeFileSync(
    hook,
    "process.on('exit', () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));",
  );
  const [program = "node", ...rest] = command;
  const run = spawnSync(program, ["-r", hook, ...rest], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
