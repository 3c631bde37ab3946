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

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "dist/kong-lint.cjs");
const RUNS = 15;
const environment = { ...process.env };
// Reading extra certificates costs every start of Node tens of milliseconds that have nothing to do with the program.
delete environment.NODE_EXTRA_CA_CERTS;

const folder = mkdtempSync(join(tmpdir(), "kong-lint-bench-"));
try {
  const small = join(folder, "kong.conf");
  writeFileSync(small, smallConfiguration());
  startUp(small);
  await warm();
  huge();
  manyFiles();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function startUp(small: string): void {
  const script = join(folder, "same-size.js");
  writeFileSync(script, "const value = 1;\n".repeat(Math.ceil(smallConfiguration().length / 17)));
  const idle: number[] = [];
  const lint: number[] = [];
  const wall: number[] = [];
  const biome: number[] = [];
  for (let run = 0; run < RUNS + 6; run++) {
    idle.push(cpu(["node", "-e", "0"]).cpu);
    const own = cpu(["node", bundle, "--kong-version", "3.9", small]);
    lint.push(own.cpu);
    wall.push(own.wall);
    biome.push(cpu([join(root, "node_modules/.bin/biome"), "lint", script]).wall);
  }
  const ratio = median(lint) / median(idle);
  console.log(
    `(a) one run, 30 lines: CPU ${ms(median(lint))} = ${ratio.toFixed(2)} x node -e 0 (${ms(median(idle))}), at most 2.3`,
  );
  console.log(`    wall ${ms(median(wall))}, biome lint on as many bytes ${ms(median(biome))}`);
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
    halves.push(cpu(["node", bundle, "--format", "compact", half]).wall);
    const own = cpu(["node", bundle, "--format", "compact", full]);
    fulls.push(own.wall);
    memory = Math.max(memory, own.memory);
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
  const times = Array.from({ length: RUNS }, () => cpu(["node", bundle, "--format", "compact", many]).wall);
  console.log(
    `(d) 1,000 small files in one run: ${Math.round(1_000_000 / median(times))} files a second, at least 1500`,
  );
}

/** CPU and wall time in milliseconds and peak memory in KiB of one command, as the shell's own clock tells them. */
function cpu(command: readonly string[]): {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
} {
  const script = `TIMEFORMAT='%3U %3S %3R'; time { "$@" >/dev/null 2>&1; }`;
  const measured = spawnSync("bash", ["-c", script, "bash", ...command], {
    encoding: "utf8",
    env: environment,
  });
  const [user = 0, system = 0, wall = 0] =
    measured.stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { cpu: (user + system) * 1000, wall: wall * 1000, memory: peakMemory(command) };
}

/** Peak resident memory in KiB; only measured for the huge file, for it costs a second run. */
function peakMemory(command: readonly string[]): number {
  if (!command.some((word) => word.endsWith("full.conf"))) return 0;
  const hook = join(folder, "memory.cjs");
  writeFileSync(
    hook,
    "process.on('exit', () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`));",
  );
  const [program = "node", ...rest] = command;
  const run = spawnSync(program, ["-r", hook, ...rest], {
    encoding: "utf8",
    env: environment,
    maxBuffer: 1 << 30,
  });
  return Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
