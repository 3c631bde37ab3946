import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A server to be measured, with a text of its own language. */
export interface Server {
  readonly name: string;
  readonly command: readonly string[];
  readonly uri: string;
  readonly languageId: string;
  /** A document of so many lines. */
  text(lines: number): string;
  /** Whether diagnostics are asked for: where a server offers both, asking is quicker than waiting for it. */
  readonly pulls: boolean;
  /** Waits before it answers, so that a measurement of many keystrokes would take very long. */
  readonly isSlow: boolean;
  /** What the server gets when it asks for settings. */
  settings(): unknown;
}

/** The versions that are compared with. */
const PEERS = {
  "vscode-langservers-extracted": "4.10.0",
  "yaml-language-server": "2.0.0",
  "dockerfile-language-server-nodejs": "0.15.0",
} as const;

/** Installs the peers into a scratch folder, once. */
export function installPeers(folder: string): void {
  const installed = Object.keys(PEERS).every((name) => existsSync(join(folder, "node_modules", name)));
  if (installed) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: PEERS }));
  const run = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (run.status !== 0) throw new Error(`the peers could not be installed into ${folder}`);
}

/** The servers that kong-lint is measured beside. */
export function peers(folder: string): readonly Server[] {
  const bin = (name: string) => [process.execPath, join(folder, "node_modules/.bin", name), "--stdio"];
  return [
    {
      name: "vscode-json-language-server",
      command: bin("vscode-json-language-server"),
      uri: "file:///ws/settings.json",
      languageId: "json",
      text: jsonText,
      pulls: true,
      isSlow: false,
      settings: () => ({ validate: { enable: true } }),
    },
    {
      name: "yaml-language-server",
      command: bin("yaml-language-server"),
      uri: "file:///ws/settings.yaml",
      languageId: "yaml",
      text: yamlText,
      pulls: false,
      isSlow: true,
      settings: () => ({ validate: true, completion: true, hover: true, schemaStore: { enable: false } }),
    },
    {
      name: "dockerfile-language-server-nodejs",
      command: bin("docker-langserver"),
      uri: "file:///ws/Dockerfile",
      languageId: "dockerfile",
      text: dockerfileText,
      pulls: false,
      isSlow: false,
      settings: () => null,
    },
  ];
}

/** The server of this project as it is built. */
export function kongLint(bundle: string, text: (lines: number) => string): Server {
  return {
    name: "kong-lint",
    command: [process.execPath, bundle, "lsp", "--stdio"],
    uri: "file:///ws/kong.conf",
    languageId: "kong-conf",
    text,
    pulls: false,
    isSlow: false,
    settings: () => null,
  };
}

/** Every tenth line is a member, as every tenth line of a kong.conf is a setting; the others are comments. */
function jsonText(lines: number): string {
  const body = Array.from({ length: lines - 2 }, (_, line) =>
    line % 10 === 0
      ? `  "setting_${line}": "value ${line}",`
      : "  // a line of prose, as the reference file has them",
  );
  return `{\n${body.join("\n")}\n}\n`;
}

function yamlText(lines: number): string {
  const body = Array.from({ length: lines }, (_, line) =>
    line % 10 === 0 ? `setting_${line}: value ${line}` : "# a line of prose, as the reference file has them",
  );
  return `${body.join("\n")}\n`;
}

function dockerfileText(lines: number): string {
  const body = Array.from({ length: lines - 1 }, (_, line) =>
    line % 10 === 0
      ? `ENV SETTING_${line}="value ${line}"`
      : "# a line of prose, as the reference file has them",
  );
  return `FROM kong:3.9\n${body.join("\n")}\n`;
}
