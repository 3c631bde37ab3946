/**
 * `npm run bench:lsp`: what the language server costs, beside others on documents of as many lines. The peers are installed
 * into a scratch folder; everything is measured from a client over standard input and output, in turns, so that a busy
 * machine is busy for all. The client gets a large young generation, so that its own collections are not taken for a server's.
 */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hugeConfiguration, largeConfiguration } from "../configurations.ts";
import { quantile, Running, type Times } from "./measure.ts";
import { installPeers, kongLint, peers, type Server } from "./servers.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bundle = join(root, "dist/kong-lint.cjs");
if (!existsSync(bundle)) throw new Error("dist/ is not built: npm run build");
const scratch = process.env.KONG_LINT_BENCH_SCRATCH ?? join(tmpdir(), "kong-lint-bench-lsp");
const quick = process.argv.includes("--quick");

/** The reference file, cut or filled up with its own comments to so many lines; each property is set once. */
function configuration(lines: number): string {
  const reference = largeConfiguration().split("\n").slice(0, -1);
  const remarks = reference.map((line) => (/^[a-z]/.test(line) ? `#${line}` : line));
  const text: string[] = reference.slice(0, lines);
  while (text.length < lines) text.push(...remarks.slice(0, lines - text.length));
  return `${text.join("\n")}\n`;
}

installPeers(scratch);
const own = kongLint(bundle, configuration);
const others = peers(scratch);
const failed: string[] = [];
const NO_TIMES: Summary = { p50: Number.NaN, p95: Number.NaN, p99: Number.NaN };
/** How often each server has its turn. */
const ROUNDS = quick ? 3 : 9;
/** In milliseconds. */
const FIRST_SESSION = 5000;
/** So many turns before these do not count. */
const WARM_ROUNDS = Math.ceil(ROUNDS / 3);
/**
 * Of keystrokes more: a compiler is at work for the first two or three thousand of them, on the processor that the client needs,
 * and a session has far more.
 */
const WARM_TYPING_ROUNDS = quick ? 1 : 10;
await startUp();
await keystrokes();
await requests();
await memory();
if (failed.length > 0) {
  console.log(`\nnot reached: ${failed.join("; ")}`);
  process.exitCode = 1;
}
/** A first session keeps the code that it compiled after a few seconds; those after it take it from there. */
async function firstSession(): Promise<void> {
  const { running } = await Running.start(own, 300);
  const end = performance.now() + FIRST_SESSION;
  for (let ordinal = 0; performance.now() < end || ordinal % 2 === 1; ordinal++)
    await running.keystroke(ordinal);
  await running.client.end();
}

async function startUp(): Promise<void> {
  await firstSession();
  const runs = quick ? 3 : 11;
  const times = new Map<string, number[]>([own, ...others].map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const server of [own, ...others]) {
      const { running, took } = await Running.start(server, 300);
      times.get(server.name)?.push(took);
      await running.client.end();
    }
  }
  heading("(a) spawn to first diagnostics, 300 lines", ["median", "fastest"]);
  for (const [name, all] of times) row(name, [quantile(all, 0.5), Math.min(...all)]);
  const median = (name: string) => quantile(times.get(name) ?? [], 0.5);
  const reference = median("vscode-json-language-server");
  bound(
    `${(median(own.name) / reference).toFixed(2)} x the JSON server, at most 0.6`,
    median(own.name) <= 0.6 * reference,
  );
}

async function keystrokes(): Promise<void> {
  heading("(b) keystroke to diagnostics", ["p50", "p95", "p99"]);
  const count = quick ? 100 : 300;
  const typing = () => (running: Running, ordinal: number) => running.keystroke(ordinal);
  const prompt = others.filter(({ isSlow }) => !isSlow);
  const warm = WARM_TYPING_ROUNDS;
  const [ownTimes = NO_TIMES, ...peerTimes] = await inTurns([own, ...prompt], 2300, count, typing, warm);
  report("kong-lint, 2,300 lines", ownTimes);
  for (const [at, times] of peerTimes.entries()) report(`${prompt[at]?.name}, 2,300 lines`, times);
  // A server that waits before it answers would let the others go cold between their turns; its times hardly differ.
  const slow = others.filter(({ isSlow }) => isSlow);
  const slowTimes = await inTurns(slow, 2300, 20, typing);
  for (const [at, times] of slowTimes.entries()) report(`${slow[at]?.name}, 2,300 lines`, times);
  const [large = NO_TIMES] = await inTurns([own], 100_000, quick ? 20 : 60, typing);
  report("kong-lint, 100,000 lines", large);
  const lost = { ...own, text: hugeConfiguration };
  const [lostTimes = NO_TIMES] = await inTurns([lost], 100_000, 4, typing);
  report("kong-lint, 100,000 lines, 10,000 settings and as many findings", lostTimes);
  const fastest = Math.min(...peerTimes.map(({ p95 }) => p95));
  bound(`p95 ${ms(ownTimes.p95)}, at most 5 ms`, ownTimes.p95 <= 5);
  bound(
    `${(ownTimes.p95 / fastest).toFixed(2)} x the fastest peer, at most 0.33`,
    ownTimes.p95 <= fastest / 3,
  );
  bound(`100,000 lines: p95 ${ms(large.p95)}, at most 30 ms`, large.p95 <= 30);
}

/** What one measurement comes to: the median over all rounds of each quantile, so that a busy moment counts as one. */
interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * Measures servers in turns. Each gets as long to have its code compiled: what follows is the middle of a session, not its
 * first second.
 * @param count of measurements in a round; even, so that each keystroke is undone
 */
async function inTurns(
  servers: readonly Server[],
  lines: number,
  count: number,
  measure: (server: Server) => (running: Running, ordinal: number) => Promise<number>,
  warmRounds = WARM_ROUNDS,
): Promise<readonly Summary[]> {
  const sessions = [];
  for (const server of servers) {
    const { running } = await Running.start(server, lines);
    sessions.push({ running, take: measure(server), ordinal: 0, rounds: [] as Times[] });
  }
  for (let round = -warmRounds; round < ROUNDS; round++) {
    for (const session of sessions) {
      const times: number[] = [];
      for (let each = 0; each < count; each++) {
        times.push(await session.take(session.running, session.ordinal++));
      }
      if (round >= 0) session.rounds.push(times);
    }
  }
  for (const { running } of sessions) await running.client.end();
  return sessions.map(({ rounds }) => {
    const over = (part: number) =>
      quantile(
        rounds.map((times) => quantile(times, part)),
        0.5,
      );
    return { p50: over(0.5), p95: over(0.95), p99: over(0.99) };
  });
}

async function requests(): Promise<void> {
  heading("(c) requests, 2,300 lines", ["p50", "p95", "p99"]);
  for (const method of ["textDocument/completion", "textDocument/hover"] as const) {
    const ask = () => (running: Running, ordinal: number) => running.ask(method, ordinal);
    const summaries = await inTurns([own, ...others], 2300, quick ? 50 : 150, ask);
    const what = method.slice(method.indexOf("/") + 1);
    for (const [at, times] of summaries.entries()) report(`${[own, ...others][at]?.name}, ${what}`, times);
    const { p95 } = summaries[0] ?? NO_TIMES;
    bound(`${what}: p95 ${ms(p95)}, at most 3 ms`, p95 <= 3);
  }
}

async function memory(): Promise<void> {
  const edits = quick ? 1000 : 10_000;
  const json = others.filter(({ name }) => name === "vscode-json-language-server");
  heading(`(d) resident memory over ${edits} edits, 2,300 lines, MB`, ["opened", "half", "end", "most"]);
  const ends: number[] = [];
  for (const server of [own, ...json]) {
    const { running } = await Running.start(server, 2300);
    const samples: number[] = [running.client.memory() ?? Number.NaN];
    for (let ordinal = 0; ordinal < edits; ordinal++) {
      await running.keystroke(ordinal);
      if ((ordinal + 1) % (edits / 10) === 0) samples.push(running.client.memory() ?? Number.NaN);
    }
    await running.client.end();
    row(server.name, [samples[0], samples[5], samples[10], Math.max(...samples)]);
    ends.push(samples[10] ?? Number.NaN);
    if (server !== own) continue;
    const growth = (samples[10] ?? 0) / (samples[5] ?? 1);
    bound(`second half: ${((growth - 1) * 100).toFixed(1)} %, flat means at most 5 %`, growth <= 1.05);
  }
  const [ours = Number.NaN, reference = Number.NaN] = ends;
  bound(`${ms(ours)} MB beside ${ms(reference)} MB of the JSON server`, ours <= reference);
}

function heading(title: string, columns: readonly string[]): void {
  console.log(`\n${title.padEnd(66)}${columns.map((each) => each.padStart(9)).join("")}`);
}

function row(name: string, values: readonly (number | undefined)[]): void {
  console.log(`  ${name.padEnd(64)}${values.map((value) => ms(value ?? Number.NaN).padStart(9)).join("")}`);
}

function report(name: string, { p50, p95, p99 }: Summary): void {
  row(name, [p50, p95, p99]);
}

function bound(text: string, reached: boolean): void {
  console.log(`    ${reached ? "reached" : "NOT REACHED"}: ${text}`);
  if (!reached) failed.push(text);
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
