import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import type { Program } from "./program.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A started VS Code: its server with one extension installed, and a browser that shows it. */
export interface Editor {
  /** A folder of this run alone; it goes when the editor is closed. */
  readonly scratch: string;
  /** Opens a window on a folder. `payload` is what the workbench is told with it. */
  open(folder: string, window?: WindowOptions): Promise<Page>;
  /** The address by which the workbench knows a file or folder of this machine. */
  remote(path: string): string;
  close(): Promise<void>;
}

export interface WindowOptions {
  /** What the workbench is told. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Runs before the page loads. */
  prepare?(page: Page): Promise<void>;
}

/** What differs from one use to the next. */
export interface EditorOptions {
  readonly vsix: string;
  /** The settings of the user. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Starts the driver that tells a page about the end of tests. */
  readonly tests?: boolean;
}

export async function startEditor(program: Program, options: EditorOptions): Promise<Editor> {
  const scratch = mkdtempSync(join(tmpdir(), "kong-lint-vscode-"));
  const data = join(scratch, "data");
  const extensions = join(scratch, "extensions");
  const common = ["--server-data-dir", data, "--extensions-dir", extensions];
  const installed = spawnSync(
    program.node,
    [program.server, ...common, "--accept-server-license-terms", "--install-extension", options.vsix],
    { encoding: "utf8" },
  );
  if (installed.status !== 0)
    throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`);
  mkdirSync(join(data, "data/User"), { recursive: true });
  mkdirSync(join(data, "data/Machine"), { recursive: true });
  for (const level of ["User", "Machine"])
    writeFileSync(join(data, `data/${level}/settings.json`), JSON.stringify(options.settings));
  const port = await freePort();
  const child = spawn(
    program.node,
    [
      program.server,
      ...common,
      "--host",
      "127.0.0.1",
      "--port",
      String(port),
      "--without-connection-token",
      "--accept-server-license-terms",
      "--telemetry-level",
      "off",
      "--disable-workspace-trust",
      ...(options.tests ? ["--enable-smoke-test-driver"] : []),
    ],
    { stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  await listening(child);
  const profile = join(scratch, "profile");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program.chromium,
    headless: true,
    args: FLAGS,
    viewport: options.viewport ?? { width: 1280, height: 800 },
  });
  const authority = `127.0.0.1:${port}`;
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  return {
    scratch,
    remote,
    async open(folder, { payload = [], prepare } = {}) {
      const page = await context.newPage();
      await prepare?.(page);
      const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
      await page.goto(`http://${authority}/?${query}`);
      return page;
    },
    close: () => close(context, child, scratch),
  };
}

async function close(context: BrowserContext, child: ChildProcess, scratch: string): Promise<void> {
  await context.close();
  if (child.pid !== undefined) {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (bytes: Buffer) => {
      said += bytes;
      if (/Extension host agent listening/.test(said)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the editor's server ended with ${code}: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
