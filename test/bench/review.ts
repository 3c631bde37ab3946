/**
 * `npm run bench:review`: what a review of 300 changed files costs, 30 of Kong's among them, besides the network. The built
 * bundle reviews a request of a repository on this machine, and a provider on the loopback interface answers at once.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { largeConfiguration } from "./configurations.ts";

const bundle = fileURLToPath(new URL("../../dist/kong-lint.cjs", import.meta.url));
const RUNS = 7;
const FILES = 300;
const OF_KONG = 30;
const PAGE = 100;
const WRONG = "proxy_listen = 0.0.0.0:8000 sll\ndatabase = postgress\npg_port = many\n";
/** What the requests to GitHub are for. The state holds the earlier conversations, 100 a page. */
const GITHUB_KINDS = new Map([
  ["page of the state", /^POST \/graphql$/],
  ["pages of changed files", /\/files$/],
  ["for the review (made, then submitted)", /\/reviews(?:\/\d+\/events)?$/],
  ["for the summary", /^POST .*\/issues\/7\/comments$/],
]);
/** And to GitLab, whose interface takes the comments of a review one by one. */
const GITLAB_KINDS = new Map([
  ["for the state (request, user, discussions, drafts)", /^GET .*\/(?:7|user|discussions|draft_notes)$/],
  ["pages of changed files", /\/diffs$/],
  [
    "for the review (a draft for each of 20 comments, then published)",
    /^POST .*\/draft_notes(?:\/bulk_publish)?$/,
  ],
  ["for the summary", /^POST .*\/7\/notes$/],
]);

const environment = { ...process.env };
delete environment.NODE_EXTRA_CA_CERTS;

const folder = mkdtempSync(join(tmpdir(), "kong-lint-bench-review-"));
try {
  const { head, changes } = repository();
  const pages = FILES / PAGE;
  const gitHubs = { GITHUB_ACTIONS: "true", GITHUB_TOKEN: "x", GITHUB_REPOSITORY: "acme/gateway" };
  await bench("GitHub", gitHubAnswers(head, changes), gitHubs, GITHUB_KINDS, 1 + pages + 2 + 1);
  const gitLabs = { GITLAB_CI: "true", GITLAB_TOKEN: "x", CI_PROJECT_ID: "1" };
  await bench("GitLab", gitLabAnswers(head, changes), gitLabs, GITLAB_KINDS, 4 + pages + (20 + 1) + 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

type Change = { readonly path: string; readonly patch: string };
type Answers = (method: string, address: URL) => unknown;

/** A repository whose newest commit adds three wrong lines to each of Kong's files. */
function repository(): { readonly head: string; readonly changes: readonly Change[] } {
  const git = (...argv: string[]) =>
    execFileSync("git", ["-c", "user.name=b", "-c", "user.email=b@example.com", ...argv], {
      cwd: folder,
      encoding: "utf8",
    });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const text = largeConfiguration();
  const last = text.split("\n").length - 1;
  const kong = Array.from({ length: OF_KONG }, (_, at) => `gateway-${at}/kong.conf`);
  const others = Array.from({ length: FILES - OF_KONG }, (_, at) => `src/${at}.txt`);
  git("init", "-q", "-b", "main");
  for (const path of kong) write(path, text);
  for (const path of others) write(path, "old\n");
  git("add", "-A");
  git("commit", "-q", "-m", "before");
  for (const path of kong) write(path, text + WRONG);
  for (const path of others) write(path, "new\n");
  git("add", "-A");
  git("commit", "-q", "-m", "after");
  const added = WRONG.trimEnd()
    .split("\n")
    .map((line) => `+${line}`)
    .join("\n");
  return {
    head: git("rev-parse", "HEAD").trim(),
    changes: [
      ...kong.map((path) => ({ path, patch: `@@ -${last},0 +${last + 1},3 @@\n${added}` })),
      ...others.map((path) => ({ path, patch: "@@ -1 +1 @@\n-old\n+new" })),
    ],
  };
}

function pageOf<T>(rows: readonly T[], address: URL): readonly T[] {
  const page = Number(address.searchParams.get("page") ?? 1);
  return rows.slice((page - 1) * PAGE, page * PAGE);
}

function gitHubAnswers(head: string, changes: readonly Change[]): Answers {
  const none = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  const pullRequest = {
    headRefOid: head,
    changedFiles: changes.length,
    reviewThreads: none,
    comments: none,
    reviews: none,
  };
  const listed = changes.map(({ path, patch }) => ({ filename: path, status: "modified", patch }));
  return (method, address) => {
    if (address.pathname === "/graphql")
      return { data: { viewer: { login: "bot" }, repository: { pullRequest } } };
    return method === "GET" ? pageOf(listed, address) : { id: 1 };
  };
}

function gitLabAnswers(head: string, changes: readonly Change[]): Answers {
  const listed = changes.map(({ path, patch }) => ({ ...{ old_path: path, new_path: path }, diff: patch }));
  const sha = "a".repeat(40);
  return (method, address) => {
    if (address.pathname.endsWith("/merge_requests/7"))
      return { changes_count: "300", diff_refs: { base_sha: sha, start_sha: sha, head_sha: head } };
    if (address.pathname.endsWith("/user")) return { id: 5 };
    if (address.pathname.endsWith("/diffs")) return pageOf(listed, address);
    return method === "GET" ? [] : { id: 1 };
  };
}

/** @param most how many requests are enough */
async function bench(
  name: string,
  answers: Answers,
  variables: Readonly<Record<string, string>>,
  kinds: ReadonlyMap<string, RegExp>,
  most: number,
): Promise<void> {
  let requests: string[] = [];
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const address = new URL(message.url ?? "/", `http://${message.headers.host}`);
    requests.push(`${message.method} ${address.pathname}`);
    message.resume();
    message.on("end", () => {
      const next = new URL(address);
      const page = Number(address.searchParams.get("page") ?? 1);
      next.searchParams.set("page", String(page + 1));
      const hasNext = address.pathname.endsWith("/diffs") && page * PAGE < FILES;
      response.writeHead(200, {
        "content-type": "application/json",
        ...(hasNext ? { link: `<${next.href}>; rel="next"` } : {}),
      });
      response.end(JSON.stringify(answers(message.method ?? "", address)));
    });
  };
  const server = createServer(handle);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { ...environment, ...variables, GITHUB_API_URL: url, CI_API_V4_URL: `${url}/api/v4` };
  const walls: number[] = [];
  const cpus: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    requests = [];
    const { wall, cpu, text } = await timed(["node", bundle, "review", "--request", "7"], env);
    if (!text.startsWith("Posted: a review with 20 comments; the summary.")) throw new Error(text);
    walls.push(wall);
    cpus.push(cpu);
  }
  server.close();
  // On a busy machine a run waits for its turn, so its CPU time is what is held to the limit.
  const figures = `CPU ${median(cpus).toFixed(0)} ms with git's, wall ${median(walls).toFixed(0)} ms`;
  console.log(`${name}: ${FILES} files, ${OF_KONG} of Kong's: ${figures}, at most 3000 ms`);
  const counts = [...kinds].map(
    ([kind, fits]) => [kind, requests.filter((each) => fits.test(each)).length] as const,
  );
  console.log(
    `  ${requests.length} requests: ${counts.map(([kind, count]) => `${count} ${kind}`).join(", ")}`,
  );
  const counted = counts.reduce((sum, [, count]) => sum + count, 0);
  if (counted !== requests.length || requests.length !== most)
    throw new Error(`${requests.length} requests, ${counted} of a known kind, and ${most} are enough`);
  if (median(cpus) > 3000) process.exitCode = 1;
}

/** Wall and CPU time in milliseconds, as the shell's own clock tells them. */
function timed(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly wall: number; readonly cpu: number; readonly text: string }> {
  const script = `TIMEFORMAT='%3U %3S %3R'; time { "$@" 2>&1; }`;
  return new Promise((done) => {
    const child = spawn("bash", ["-c", script, "bash", ...command], { cwd: folder, env });
    let text = "";
    let clock = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      clock += chunk.toString();
    });
    child.on("close", () => {
      const [user = 0, system = 0, wall = 0] = clock.trim().split(" ").map(Number);
      done({ wall: wall * 1000, cpu: (user + system) * 1000, text });
    });
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
