/**
 * `npm run bench:lsp`: what the language server costs, beside others on documents of as many lines. The peers are installed
 * into a scratch folder; everything is measured from a client over standard input and output, in turns, so that a busy
 * machine is busy for all.
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
const json = await startUp();
await keystrokes();
await requests();
await memory();
if (failed.length > 0) {
  console.log(`\nnot reached: ${failed.join("; ")}`);
  process.exitCode = 1;
}
void json;

async function startUp(): Promise<number> {
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
  return reference;
}

async function keystrokes(): Promise<void> {
  heading("(b) keystroke to diagnostics", ["p50", "p95", "p99"]);
  const count = quick ? 200 : 2000;
  const ownTimes = await typing(own, 2300, count);
  report("kong-lint, 2,300 lines", ownTimes);
  const fastest: number[] = [];
  for (const server of others) {
    const times = await typing(server, 2300, server.isSlow ? count / 20 : count);
    report(`${server.name}, 2,300 lines`, times);
    fastest.push(quantile(times, 0.95));
  }
  const large = await typing(own, 100_000, quick ? 40 : 200);
  report("kong-lint, 100,000 lines", large);
  const lost = { ...own, text: hugeConfiguration };
  report(
    "kong-lint, 100,000 lines, 10,000 settings and as many findings",
    await typing(lost, 100_000, quick ? 10 : 40),
  );
  const p95 = quantile(ownTimes, 0.95);
  bound(`p95 ${ms(p95)}, at most 5 ms`, p95 <= 5);
  bound(
    `${(p95 / Math.min(...fastest)).toFixed(2)} x the fastest peer, at most 0.33`,
    p95 <= Math.min(...fastest) / 3,
  );
  bound(`100,000 lines: p95 ${ms(quantile(large, 0.95))}, at most 30 ms`, quantile(large, 0.95) <= 30);
}

async function typing(server: Server, lines: number, count: number): Promise<Times> {
  const { running } = await Running.start(server, lines);
  const times: number[] = [];
  // Every server gets the same time to have its code compiled; it is even, so that each keystroke is undone.
  const warm = (count / 10) & ~1;
  for (let ordinal = 0; ordinal < warm + count; ordinal++) {
    const took = await running.keystroke(ordinal);
    if (ordinal >= warm) times.push(took);
  }
  await running.client.end();
  return times;
}

async function requests(): Promise<void> {
  heading("(c) requests, 2,300 lines", ["p50", "p95", "p99"]);
  for (const method of ["textDocument/completion", "textDocument/hover"] as const) {
    for (const server of [own, ...others]) {
      const { running } = await Running.start(server, 2300);
      const times: number[] = [];
      const count = quick ? 100 : 1000;
      for (let ordinal = 0; ordinal < count * 1.1; ordinal++) {
        const took = await running.ask(method, ordinal);
        if (ordinal >= count / 10) times.push(took);
      }
      await running.client.end();
      const what = method.slice(method.indexOf("/") + 1);
      report(`${server.name}, ${what}`, times);
      if (server === own)
        bound(`${what}: p95 ${ms(quantile(times, 0.95))}, at most 3 ms`, quantile(times, 0.95) <= 3);
    }
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

function report(name: string, times: Times): void {
  row(name, [quantile(times, 0.5), quantile(times, 0.95), quantile(times, 0.99)]);
}

function bound(text: string, reached: boolean): void {
  console.log(`    ${reached ? "reached" : "NOT REACHED"}: ${text}`);
  if (!reached) failed.push(text);
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
