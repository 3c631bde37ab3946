import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { main } from "../../server/cli/main.ts";
import { nodePlatform } from "../../server/platform/node.ts";

/** How a run of the program ended. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  /** Standard output, byte for byte. */
  readonly bytes: Buffer;
  readonly stderr: string;
}

/** What may differ from a plain run: the environment, a terminal, standard input. */
export interface CliSetup {
  readonly environment?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly stdin?: string | Uint8Array;
  /** The clock. */
  readonly now?: () => number;
}

/** A folder with these files that is gone after the test, outside any repository. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Runs the program in a folder of the machine, without a process of its own. */
export async function kongLint(
  folder: string,
  argv: readonly string[],
  setup: CliSetup = {},
): Promise<CliResult> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const { stdin = "" } = setup;
  const code = await main(argv, {
    platform: {
      ...nodePlatform(),
      workingFolder: folder,
      environment: setup.environment ?? {},
      terminal: {
        interactive: setup.columns !== undefined,
        columns: setup.columns,
        showsErrors: () => setup.columns !== undefined,
      },
      ...(setup.now === undefined ? {} : { now: setup.now }),
    },
    stdin: async () => (typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
    stdout: {
      write(content) {
        stdout.push(typeof content === "string" ? Buffer.from(content) : Buffer.from(content));
      },
    },
    stderr: {
      write(content) {
        stderr.push(typeof content === "string" ? Buffer.from(content) : Buffer.from(content));
      },
    },
  });
  const bytes = Buffer.concat(stdout);
  return { code, bytes, stdout: bytes.toString("utf8"), stderr: Buffer.concat(stderr).toString("utf8") };
}
