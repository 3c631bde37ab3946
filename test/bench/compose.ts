/**
 * `npm run bench:compose`: what Compose files cost, in processor time, on the built bundle where a whole run is measured. Compared with
 * a kong.conf of equal size, and with the YAML library alone on the same text.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { analyzeSource, type RuleSet } from "../../server/engine/analyze.ts";
import { composeFormat } from "../../server/formats/compose/compose-format.ts";
import { linkSource } from "../../server/formats/read-unit.ts";
import { changeDocument, openDocument } from "../../server/lsp/open-document.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { allRules, analyze } from "../../server/workspace/analyze.ts";
import { smallConfiguration } from "./configurations.ts";
import { inTurns, median, processorTimes } from "./processor-time.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "dist/kong-lint.cjs");
const RUNS = 15;
const settings = { release: { flag: { edition: "oss", version: "3.9.1" } as const } };

const folder = mkdtempSync(join(tmpdir(), "kong-lint-bench-compose-"));
const failed: string[] = [];
try {
  await warm();
  await keystrokes();
  starts();
  filesWithoutKong();
  await rulesOfDeployment();
  manyConfigurations();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failed.length > 0) {
  console.log(`not reached: ${failed.join("; ")}`);
  process.exitCode = 1;
}

/** A Compose file of about so many lines with three Kong processes; services of other programs fill it up. */
function composeFile(lines: number): string {
  const kong = (name: string, more: string) => `  ${name}:
    image: kong:3.9.1
    environment:
      <<: *kong
      KONG_NGINX_WORKER_PROCESSES: "2"
${more}    restart: unless-stopped
    networks: [gateway]
`;
  const head = `# Kong with its database
x-kong: &kong
  KONG_DATABASE: postgres
  KONG_PG_HOST: db
  KONG_PG_USER: kong
  KONG_PG_PASSWORD: \${KONG_PG_PASSWORD:?required}
  KONG_LOG_LEVEL: notice
  KONG_PROXY_ACCESS_LOG: /dev/stdout
  KONG_ADMIN_ACCESS_LOG: /dev/stdout
  KONG_PROXY_ERROR_LOG: /dev/stderr
  KONG_ADMIN_ERROR_LOG: /dev/stderr
  KONG_PROXY_LISTEN: 0.0.0.0:8000, 0.0.0.0:8443 ssl
  KONG_ADMIN_LISTEN: 127.0.0.1:8001

services:
`;
  const ports = `    ports:\n      - "8000:8000"\n      - "8443:8443"\n`;
  const units =
    kong("migrations", "    command: kong migrations bootstrap\n") +
    kong("kong", ports) +
    kong("kong-standby", "");
  let text = head + units;
  for (let ordinal = 0; text.split("\n").length + 12 < lines; ordinal++)
    text += `  service-${ordinal}:
    image: registry.example.com/service-${ordinal}:1.${ordinal}
    depends_on: [db]
    environment:
      PORT: "80${10 + (ordinal % 80)}"
      DATABASE_URL: postgres://db/service_${ordinal}
      LOG_LEVEL: info
    networks: [gateway]
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost/health"]
      interval: 10s
`;
  return `${text}  db:\n    image: postgres:16\n    networks: [gateway]\nnetworks:\n  gateway: {}\n`;
}

async function warm(): Promise<void> {
  const text = composeFile(300);
  const times = await processorTimes(async () => {
    const linked = linkSource(composeFormat.parse(new SourceDocument("compose.yaml", text)));
    if (linked.units.length !== 3) throw new Error("three processes are expected");
    await analyze(linked, settings);
  });
  bound(
    `(a) warm lint, ${text.split("\n").length} lines, 3 processes: ${ms(median(times))}, at most 5 ms`,
    median(times) <= 5,
  );
}

/** A letter in a value of the second process, then back. */
async function keystrokes(): Promise<void> {
  const text = composeFile(2000);
  const options = { uri: "file:///ws/compose.yaml", languageId: "yaml", path: "compose.yaml" };
  const first = openDocument({ ...options, version: 1, text, encoding: "utf-16" });
  let document = (await first.loading) ?? first;
  const at = document.positions.position(text.indexOf("notice") + 6);
  const keys = await processorTimes(async (run) => {
    const isTyped = run % 2 === 1;
    const end = { line: at.line, character: at.character + (isTyped ? 1 : 0) };
    document = changeDocument(document, [{ range: { start: at, end }, text: isTyped ? "" : "x" }], run + 2);
    if (document.linked === undefined) throw new Error("a Compose file is expected");
    await analyze(document.linked, settings);
  }, 200);
  const bare = await processorTimes(async () => void parseAllDocuments(text, { merge: true }), 200);
  const p95 = quantile(keys, 0.95);
  const ratio = median(keys) / median(bare);
  bound(
    `(b) keystroke, ${text.split("\n").length} lines: median ${ms(median(keys))}, p95 ${ms(p95)}, at most 25 ms`,
    p95 <= 25,
  );
  bound(`    bare parse ${ms(median(bare))}: ${ratio.toFixed(2)} x, at most 2`, ratio <= 2);
}

function starts(): void {
  const compose = composeFile(0);
  let conf = smallConfiguration();
  while (conf.length < compose.length) conf += "# a comment of some length, as files have them\n";
  const composePath = join(folder, "start/compose.yaml");
  const confPath = join(folder, "start-conf/kong.conf");
  for (const [path, text] of [
    [composePath, compose],
    [confPath, conf],
  ] as const) {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  }
  const home = join(folder, "home");
  mkdirSync(home);
  const timed = (path: string) => ({
    command: ["node", bundle, "--kong-version", "3.9", path],
    env: { HOME: home },
  });
  const { own, plain } = inTurns({ own: timed(composePath), plain: timed(confPath) }, RUNS);
  const ratio = own.cpu / plain.cpu;
  bound(
    `(c) one run on a Compose file of ${compose.length} characters: ${ms(own.cpu)}; on a kong.conf of as many ${ms(plain.cpu)}: ${ratio.toFixed(2)} x, at most 1.35`,
    ratio <= 1.35,
  );
}

function filesWithoutKong(): void {
  const many = join(folder, "many");
  const text = "name: service\nreplicas: 2\nimage: nginx:1.27\nports:\n  - 8080:80\nlabels:\n  team: web\n";
  for (let ordinal = 0; ordinal < 10_000; ordinal++) {
    if (ordinal % 100 === 0) mkdirSync(join(many, String(ordinal / 100)), { recursive: true });
    writeFileSync(join(many, String(Math.floor(ordinal / 100)), `${ordinal}.yaml`), text);
  }
  const list = `const fs = require("node:fs"); fs.readdirSync(process.argv[1], { recursive: true, withFileTypes: true });`;
  const empty = join(folder, "empty");
  mkdirSync(empty);
  const { own, listed, nothing, idle } = inTurns(
    {
      own: { command: ["node", bundle, many] },
      listed: { command: ["node", "-e", list, many] },
      nothing: { command: ["node", bundle, empty] },
      idle: { command: ["node", "-e", "0"] },
    },
    5,
  );
  const over = own.cpu - nothing.cpu - (listed.cpu - idle.cpu);
  bound(`(d) 10,000 YAML files without Kong: ${ms(over)} over listing them, at most 300 ms`, over <= 300);
}

/** Analyses with all rules and without those of the group `deployment`, in turns, each of a text that was not seen before. */
async function rulesOfDeployment(): Promise<void> {
  const rest = allRules.rules.filter(({ id }) => !id.startsWith("deployment/"));
  const others: RuleSet = { rules: rest, byId: new Map(rest.map((rule) => [rule.id, rule])) };
  let ordinal = 0;
  const taken = { all: [] as number[], others: [] as number[] };
  const measure = async (name: keyof typeof taken, rules: RuleSet): Promise<void> => {
    const text = `${composeFile(300)}# ${ordinal++}\n`;
    const before = process.cpuUsage();
    // One analysis is too short for the clock of the processor.
    for (let each = 0; each < 5; each++) {
      const document = new SourceDocument("compose.yaml", `${text}# ${each}\n`);
      await analyzeSource(rules, linkSource(composeFormat.parse(document)), settings);
    }
    const { user, system } = process.cpuUsage(before);
    if (ordinal > 60) taken[name].push((user + system) / 5000);
  };
  for (let turn = 0; turn < 150; turn++) {
    await measure("all", allRules);
    await measure("others", others);
  }
  const [all, without] = [median(taken.all), median(taken.others)];
  const share = (all - without) / all;
  bound(
    `(e) rules of the group deployment: ${ms(all)} with them, ${ms(without)} without: ${(share * 100).toFixed(1)} % of a lint, at most 10 %`,
    share <= 0.1,
  );
}

/** Projects with an override, a file of variables and a kong.conf; nothing is remembered. */
function manyConfigurations(): void {
  const many = join(folder, "projects");
  for (let project = 0; project < 125; project++) {
    const at = join(many, `project-${project}`);
    mkdirSync(at, { recursive: true });
    const files = {
      "compose.yaml": composeFile(60),
      "compose.override.yaml": `services:\n  kong:\n    env_file: kong.env\n    environment:\n      KONG_LOG_LEVEL: debug\n`,
      "kong.env": "KONG_PROXY_ACCESS_LOG=/dev/stdout\n",
      "kong.conf": "log_level = notice\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(at, name), text);
  }
  const home = join(folder, "home-of-many");
  mkdirSync(home);
  const { own } = inTurns(
    { own: { command: ["node", bundle, "--kong-version", "3.9", many], env: { HOME: home } } },
    5,
  );
  bound(
    `(f) a repository with 500 configurations: ${ms(own.cpu)} of the processor, at most 2000 ms`,
    own.cpu <= 2000,
  );
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

function bound(line: string, isReached: boolean): void {
  console.log(line);
  if (!isReached) failed.push(line.trim());
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
