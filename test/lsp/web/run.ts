/**
 * `npm run test:web`: the language server as a web worker, in a real browser. A page loads the worker and speaks LSP to it over
 * messages; its script may hold no module of Node. Needs `npm run build`, and Chromium, which root gets from Debian where it is missing.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TextEdit } from "vscode-languageserver-types";
import { workerScript } from "../../../client/worker-script.ts";
import { check, finish } from "../../checks.ts";
import { run } from "../../editors/program.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const dist = join(root, "dist");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** A page that does not answer in this time does not answer, in milliseconds. */
const TIMEOUT_MS = 60_000;

if (!existsSync(join(dist, "worker.json"))) throw new Error("dist/worker.json is not built: npm run build");
const script = Buffer.concat(
  (await workerScript(async (name) => readFileSync(join(dist, name)))).map((part) => Buffer.from(part)),
);
await checkThat(`no module of Node in a script of ${Math.round(script.length / 1024)} KB`, checkScript);
const browser = findBrowser() ?? installBrowser();
check("Chromium is here", browser !== undefined, "install it, or name it in CHROMIUM");
if (browser !== undefined)
  await checkThat("the page answers", async () => checkAnswers(await runPage(browser)));
finish();

async function checkAnswers(result: Result): Promise<void> {
  await checkThat("the worker starts", () => {
    assert.equal(result.error, undefined);
    assert.equal(result.server.name, "kong-lint");
  });
  await checkThat("diagnostics come with the document", () => {
    assert.deepEqual(codesOf(result.first), ["schema/enum-value", "schema/unknown-property"]);
    assert.equal(result.first[0]?.data?.rule, "schema/enum-value");
  });
  await checkThat("diagnostics follow an edit", () =>
    assert.deepEqual(codesOf(result.second), ["schema/unknown-property"]),
  );
  await checkThat("hover", () => assert.match(JSON.stringify(result.hover), /log_level/));
  await checkThat("completion", () =>
    assert.ok(result.completions > 20, `${result.completions} completions`),
  );
  await checkThat("code actions", () =>
    assert.ok(
      result.actions.some((title) => title.includes("pg_port")),
      result.actions.join("; "),
    ),
  );
  await checkThat("formatting puts a space on either side of `=`", () =>
    assert.deepEqual(result.formatting, [insertedAt(1, 12, " "), insertedAt(1, 13, " ")]),
  );
  await checkThat("an unknown method is refused", () => assert.equal(result.unknown, -32601));
  await checkThat("shutdown", () => assert.equal(result.shutdown, null));
}

function insertedAt(line: number, character: number, newText: string): TextEdit {
  return { range: { start: { line, character }, end: { line, character } }, newText };
}

/** Reports a test whose assertions throw. */
async function checkThat(name: string, test: () => void | Promise<void>): Promise<void> {
  try {
    await test();
    check(name, true);
  } catch (error) {
    check(name, false, String(error));
  }
}

function findBrowser(): string | undefined {
  return process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
}

/** Lets apt install Chromium; that takes root. */
function installBrowser(): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update"], { env });
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
  return findBrowser();
}

/** What the page heard. */
interface Result {
  readonly error?: string;
  readonly server: { readonly name: string };
  readonly first: readonly { readonly code: string; readonly data?: { readonly rule: string } }[];
  readonly second: readonly { readonly code: string }[];
  readonly hover: { readonly contents: unknown } | null;
  readonly completions: number;
  readonly actions: readonly string[];
  readonly formatting: readonly TextEdit[];
  readonly unknown: number;
  readonly shutdown: unknown;
  readonly took: number;
}

/** What of the script asks for a module, in code that a worker runs, asks for one that the script has. */
function checkScript(): void {
  const { bundles, files }: Record<"bundles" | "files", readonly string[]> = JSON.parse(
    readFileSync(join(dist, "worker.json"), "utf8"),
  );
  const known = new Set(["./kong-lint.cjs", ...files.map((name) => `./${name}`)]);
  for (const name of bundles) {
    for (const match of readFileSync(join(dist, `${name}.cjs`), "utf8").matchAll(
      /"(\.\/[^"]+\.cjs)":\(function/g,
    ))
      known.add(match[1] ?? "");
  }
  const worker = files.map((name) => readFileSync(join(dist, name), "utf8")).join("\n");
  const asked = [...worker.matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map((match) => match[1] ?? "");
  assert.ok(asked.length > files.length, "the worker asks for its chunks");
  assert.deepEqual(
    asked.filter((name) => !known.has(name)),
    [],
    "the worker asks for modules that its script does not have",
  );
  assert.doesNotMatch(worker, /["'`]node:[a-z_/]+["'`]/, "the worker names a module of Node");
}

async function runPage(program: string): Promise<Result> {
  const profile = mkdtempSync(join(tmpdir(), "kong-lint-web-"));
  let child: ChildProcess | undefined;
  let server: Server | undefined;
  try {
    return await new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("the page did not answer")), TIMEOUT_MS);
      server = createServer((request, response) => {
        if (request.method === "POST") {
          let body = "";
          request.on("data", (chunk) => {
            body += chunk;
          });
          request.on("end", () => {
            clearTimeout(timer);
            response.end();
            resolve(JSON.parse(body) as Result);
          });
        } else if (request.url === "/kong-lint-worker.js") {
          response.setHeader("content-type", "text/javascript");
          response.end(script);
        } else {
          response.setHeader("content-type", "text/html");
          response.end(readFileSync(new URL("page.html", import.meta.url)));
        }
      }).listen(0, "127.0.0.1", () => {
        const address = server?.address();
        const port = typeof address === "object" ? address?.port : undefined;
        child = spawn(program, [...ARGUMENTS, `--user-data-dir=${profile}`, `http://127.0.0.1:${port}/`], {
          stdio: "ignore",
          // A group of its own: the processes that it starts write into the profile as well.
          detached: true,
        });
        child.once("error", reject);
      });
    });
  } finally {
    if (child !== undefined) await endGroup(child);
    server?.closeAllConnections();
    server?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** Ends a process and all that it has started, and waits until the process is gone. */
async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

function codesOf(diagnostics: Result["second"]): readonly string[] {
  return diagnostics.map(({ code }) => code).sort();
}
