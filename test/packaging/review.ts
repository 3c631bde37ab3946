import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { check } from "../checks.ts";
import { emptyFolder, put, run } from "./scratch.ts";

/** A built program reviews: the libraries of both providers are in it, and load. */
export async function testReview(kind: string, built: string): Promise<void> {
  const folder = emptyFolder(`review/${kind}`);
  run(folder, "git", ["init", "-q"]);
  put(folder, "kong.conf", "# kong-lint: kong=oss@3.9\ndatabase = postgress\n");
  run(folder, "git", ["add", "-A"]);
  run(folder, "git", ["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "x"]);
  const head = run(folder, "git", ["rev-parse", "HEAD"]).text.trim();
  const posted: string[] = [];
  const server = createServer((message, response) => {
    const path = new URL(message.url ?? "/", "http://127.0.0.1").pathname;
    if (message.method !== "GET" && path !== "/graphql") posted.push(path);
    message.resume();
    message.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer(message.method ?? "", path, head)));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [flag, environment] of [
    ["--github", { GITHUB_TOKEN: "x", GITHUB_API_URL: url }],
    ["--gitlab", { GITLAB_TOKEN: "x", CI_API_V4_URL: `${url}/api/v4` }],
  ] as const) {
    const argv = ["review", flag, "--repository", "acme/gateway", "--request", "7"];
    const program = [built, ...argv];
    const ran = await runAside(folder, program, environment);
    check(`${kind}: review ${flag} posts`, ran === "Posted: a review with 1 comment; the summary.\n", ran);
    const count = posted.length;
    const dry = await runAside(folder, [...program, "--dry-run"], environment);
    check(`${kind}: review ${flag} --dry-run prints`, dry.includes("database = postgres\n```"), dry);
    check("and posts nothing", posted.length === count);
  }
  server.close();
}

function answer(method: string, path: string, head: string): unknown {
  const patch = "@@ -0,0 +1,2 @@\n+# kong-lint: kong=oss@3.9\n+database = postgress";
  const none = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  if (path === "/graphql") {
    const state = { headRefOid: head, changedFiles: 1, reviewThreads: none, comments: none, reviews: none };
    return { data: { viewer: { login: "bot" }, repository: { pullRequest: state } } };
  }
  if (path.endsWith("/files")) return [{ filename: "kong.conf", status: "added", patch }];
  if (path.endsWith("/merge_requests/7"))
    return { changes_count: "1", diff_refs: { base_sha: head, start_sha: head, head_sha: head } };
  if (path.endsWith("/user")) return { id: 5 };
  if (path.endsWith("/diffs"))
    return [{ old_path: "kong.conf", new_path: "kong.conf", new_file: true, diff: patch }];
  return method === "GET" ? [] : { id: 1 };
}

/** All that the program prints, while this process answers it. */
function runAside(
  folder: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((done) => {
    const child = spawn(process.execPath, argv, {
      cwd: folder,
      env: { PATH: process.env.PATH, ...environment },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    child.on("close", () => done(text));
  });
}
