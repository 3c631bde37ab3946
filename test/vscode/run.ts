/**
 * `npm run test:vscode`: the extension as users install it, in a real VS Code. Its tests run inside the extension host: first
 * that of a desktop or a remote machine, then that of browsers. Installs what it needs where that is missing.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { packVsix } from "../../tools/release/artifacts/vsix.ts";
import { type Editor, startEditor } from "./editor.ts";
import { MARK } from "./mark.ts";
import { ensureProgram, type Program } from "./program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** All tests of a host take less, in milliseconds. */
const TIMEOUT_MS = 240_000;
const SETTINGS = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
  "update.mode": "none",
};

const PLACES: Readonly<Record<string, string>> = {
  notifications: ".notifications-center .notification-list-item-message",
  picker: ".quick-input-list .monaco-list-row .label-name",
  status: ".statusbar-item a",
};

const counts = { passed: 0, failed: 0 };
const scratch = mkdtempSync(join(tmpdir(), "kong-lint-test-vscode-"));
try {
  const program = ensureProgram();
  const vsix = packageExtension();
  const wanted = process.argv.slice(2);
  if (wanted.length === 0 || wanted.includes("desktop")) await testHost("desktop", program, vsix);
  if (wanted.length === 0 || wanted.includes("web")) await testHost("web", program, vsix);
} catch (error) {
  counts.failed += 1;
  console.log(error);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed === 0 ? 0 : 1);

function packageExtension(): string {
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the build failed: ${stdout}${stderr}`);
  return packVsix(scratch);
}

async function testHost(host: "desktop" | "web", program: Program, vsix: string): Promise<void> {
  const home = join(scratch, host);
  const workspace = join(home, "workspace");
  for (const name of ["workspace", "answers", "tests"]) mkdirSync(join(home, name), { recursive: true });
  await buildTests(host, join(home, "tests"));
  const settings =
    host === "web"
      ? {
          ...SETTINGS,
          "remote.extensionKind": { "kong-lint.kong-lint": ["web"], "kong-lint.tests": ["web"] },
        }
      : SETTINGS;
  const editor = await startEditor(program, { vsix, settings, tests: true });
  try {
    await runTests(editor, home, workspace);
  } finally {
    await editor.close();
  }
}

/** The tests are an extension of their own, for where an extension runs its tests run. */
async function buildTests(host: "desktop" | "web", outdir: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [`test/vscode/host/${host}.ts`],
    bundle: true,
    platform: host === "web" ? "browser" : "node",
    format: "cjs",
    target: "es2022",
    external: ["vscode"],
    outfile: join(outdir, "index.js"),
    sourcemap: "inline",
    logLevel: "warning",
  });
  const entry = host === "web" ? { browser: "./index.js" } : { main: "./index.js" };
  const manifest = {
    name: "tests",
    publisher: "kong-lint",
    version: "0.0.0",
    engines: { vscode: "^1.91.0" },
  };
  writeFileSync(join(outdir, "package.json"), JSON.stringify({ ...manifest, ...entry }));
}

/** What the tests print for this program. */
type Said =
  | { readonly planned: number }
  | { readonly name: string; readonly passed: boolean; readonly why?: string }
  | { readonly figure: string; readonly value: string }
  | { readonly ask: string; readonly number: number };

async function runTests(editor: Editor, home: string, workspace: string): Promise<void> {
  let planned = 0;
  let ran = 0;
  let window: Page | undefined;
  const hear = (said: Said) => {
    if ("planned" in said) planned = said.planned;
    else if ("figure" in said) console.log(`  ${said.figure}: ${said.value}`);
    else if ("ask" in said) {
      const file = join(home, "answers", `${said.number}.json`);
      if (window !== undefined)
        lookAt(window, said.ask).then(
          (texts) => writeFileSync(file, JSON.stringify(texts)),
          (error: unknown) => writeFileSync(file, JSON.stringify([String(error)])),
        );
    } else {
      ran += 1;
      counts[said.passed ? "passed" : "failed"] += 1;
      console.log(`${said.passed ? "✔" : "✖"} ${said.name}${said.passed ? "" : `\n${said.why}`}`);
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("the tests did not end"), TIMEOUT_MS);
    editor
      .open(workspace, {
        payload: [
          ["extensionDevelopmentPath", editor.remote(join(home, "tests"))],
          ["extensionTestsPath", editor.remote(join(home, "tests/index.js"))],
        ],
        async prepare(page) {
          window = page;
          await page.exposeFunction("codeAutomationLog", (_kind: string, texts: unknown[]) => {
            const text = texts.map(String).join(" ");
            const start = text.indexOf(MARK);
            if (start >= 0) hear(JSON.parse(text.slice(start + MARK.length)) as Said);
            else if (process.env.KONG_LINT_VERBOSE) console.log(text);
          });
          await page.exposeFunction("codeAutomationExit", (code: number) =>
            resolve(code === 0 ? "" : `the tests ended with ${code}`),
          );
        },
      })
      .catch((error: unknown) => resolve(String(error)));
  });
  const problem = await ended;
  clearTimeout(timer);
  if (problem === "" && planned > 0 && ran === planned) return;
  counts.failed += 1;
  console.log(`✖ ${ran} of ${planned} tests ran. ${problem}`);
}

/** The texts that a person sees. */
async function lookAt(page: Page, question: string): Promise<string[]> {
  const pictures = process.env.KONG_LINT_PICTURES;
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${question}.png`) });
  return page.locator(PLACES[question] ?? "body").allInnerTexts();
}
