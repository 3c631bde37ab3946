import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** What each room may import besides itself: law 1 of the house. Rooms are folders; the longest match counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "grammar/text": [],
  "grammar/lookahead": [],
  "grammar/kong-conf": ["grammar/text", "grammar/lookahead"],
  "grammar/listen": ["grammar/text", "grammar/lookahead"],
  "grammar/values": ["grammar/text"],
  schemas: ["grammar/text"],
  "server/inputs": ["grammar", "schemas", "server/engine/fix.ts"],
  "server/loader": ["grammar", "schemas", "server/inputs"],
  "server/rules": [
    "grammar",
    "schemas",
    "server/inputs",
    "server/loader",
    "server/engine/rule.ts",
    "server/engine/fix.ts",
    "server/engine/finding.ts",
    "server/engine/secrets.ts",
  ],
  "server/engine": ["grammar", "schemas", "server/inputs", "server/loader", "server/rules"],
  "server/platform": ["grammar/text"],
  "server/settings": [
    "grammar",
    "schemas",
    "server/inputs",
    "server/engine",
    "server/rules",
    "server/platform",
  ],
  "server/report": ["grammar", "schemas", "server/inputs", "server/engine", "server/rules"],
  "server/upgrade": [
    "grammar",
    "schemas",
    "server/inputs",
    "server/loader",
    "server/rules",
    "server/engine",
    "server/report/escape-text.ts",
  ],
  "server/review": [
    "grammar",
    "schemas",
    "server/inputs",
    "server/loader",
    "server/rules",
    "server/engine",
    "server/settings",
    "server/platform",
    "server/report",
  ],
  "server/lsp": [
    "grammar",
    "schemas",
    "server/inputs",
    "server/loader",
    "server/rules",
    "server/engine",
    "server/settings",
    "server/platform",
    "server/report",
    "server/upgrade",
  ],
  "server/cli": ["grammar", "schemas", "server"],
  server: ["grammar", "schemas", "server"],
  client: [],
};

/** Rooms in which a `node:` module may be imported. */
const NODE_ROOMS = ["server/platform/node.ts", "server/cli/", "server/review/node/"];

interface Import {
  readonly from: string;
  readonly to: string;
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return entry.name.endsWith(".ts") ? [path] : [];
  });
}

const files = ["grammar", "schemas", "server", "client"].flatMap(sources);
const imports: readonly Import[] = files.flatMap((from) =>
  [
    ...readFileSync(join(root, from), "utf8").matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^"';]*?\bfrom\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*[,)]|(?:^|\n)import\s+"([^"]+)"/g,
    ),
  ].map((match) => ({ from, to: match[1] ?? match[2] ?? match[3] ?? "" })),
);

function room(path: string): string {
  return (
    Object.keys(MAY_IMPORT)
      .filter((name) => path === name || path.startsWith(`${name}/`))
      .sort((a, b) => b.length - a.length)[0] ?? path
  );
}

test("the scan sees the code", () => {
  expect(files.length).toBeGreaterThan(50);
  expect(imports.length).toBeGreaterThan(100);
});

test("imports go down only", () => {
  const wrong = imports.flatMap(({ from, to }) => {
    if (!to.startsWith(".")) return [];
    const target = relative(root, join(root, dirname(from), to))
      .split(sep)
      .join("/");
    const allowed = [room(from), ...(MAY_IMPORT[room(from)] ?? [])];
    return allowed.some((name) => target === name || target.startsWith(`${name}/`))
      ? []
      : [`${from} -> ${target}`];
  });
  expect(wrong).toEqual([]);
});

test("only platform/node and the command line know Node", () => {
  const wrong = imports.filter(
    ({ from, to }) => to.startsWith("node:") && !NODE_ROOMS.some((name) => from.startsWith(name)),
  );
  expect(wrong).toEqual([]);
});

test("nothing reaches the network but the review", () => {
  const network = /^(?:node:)?(?:https?|net|tls|dgram|http2|undici)$/;
  // The language server meets its client on a port or pipe of the same machine.
  const local = "server/cli/lsp/open-connection.ts";
  const wrong = imports.filter(
    ({ from, to }) => network.test(to) && !from.startsWith("server/review/") && from !== local,
  );
  expect(wrong).toEqual([]);
  const fetching = files.filter(
    (file) =>
      !file.startsWith("server/review/") &&
      /\bfetch\(|XMLHttpRequest|WebSocket/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(fetching).toEqual([]);
});

test("the library of the language server is loaded in one place", () => {
  // Types cost nothing; each import of values copies all of its names at every start.
  const importing = files.filter((file) =>
    /(?:^|\n)(?:import|export) (?!type\b)[^"';]*\bfrom\s*"vscode-languageserver"/.test(
      readFileSync(join(root, file), "utf8"),
    ),
  );
  expect(importing).toEqual(["server/lsp/protocol.ts"]);
});

test("git is called in one place, which keeps it from running what a repository names", () => {
  const calling = files.filter((file) =>
    /\.run\(\s*"git"|\bplatform\.run\(/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(calling).toEqual(["server/platform/git.ts"]);
  const starting = imports.filter(({ to }) => /^(?:node:)?child_process$/.test(to)).map(({ from }) => from);
  expect(starting).toEqual(["server/platform/node.ts"]);
});
