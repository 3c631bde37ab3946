import { posix } from "node:path";

/** A source file by its path from the root, with `/`. */
export interface CodeFile {
  readonly path: string;
  readonly text: string;
}

/** One import: the file, and what it names, resolved where it is relative. */
interface Import {
  readonly from: string;
  readonly to: string;
}

/** What rules and engine stand on, side by side. */
const BELOW_RULES: readonly string[] = [
  "grammar",
  "schemas",
  "server/model",
  "server/formats",
  "server/loader",
  "server/findings",
  "server/secrets",
  "server/fixes",
];

/** Rooms from the bottom up, each with the rooms that it may import. A room is a folder; the longest match counts. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  "grammar/text": [],
  "grammar/lookahead": [],
  "grammar/kong-conf": ["grammar/text", "grammar/lookahead"],
  "grammar/listen": ["grammar/text", "grammar/lookahead"],
  "grammar/values": ["grammar/text", "grammar/lookahead"],
  schemas: ["grammar"],
  "server/model": ["grammar", "schemas"],
  "server/formats": ["grammar", "schemas", "server/model"],
  "server/loader": ["grammar", "schemas", "server/model"],
  "server/findings": ["grammar", "schemas", "server/model", "server/loader"],
  "server/secrets": ["grammar", "schemas", "server/model", "server/formats", "server/findings"],
  "server/fixes": ["grammar", "schemas", "server/model", "server/formats", "server/findings"],
  "server/rules": BELOW_RULES,
  "server/engine": BELOW_RULES,
  "server/platform": ["grammar/text"],
  "server/settings": [
    "grammar",
    "schemas",
    "server/formats",
    "server/findings",
    "server/rules",
    "server/engine",
    "server/platform",
  ],
  "server/workspace": [...BELOW_RULES, "server/rules", "server/engine", "server/platform", "server/settings"],
  "server/report": ["grammar", "schemas", "server/findings", "server/rules", "server/engine"],
  "server/upgrade": [
    "grammar",
    "schemas",
    "server/model",
    "server/loader",
    "server/findings",
    "server/secrets",
    "server/engine",
    "server/workspace",
    "server/report",
  ],
  "server/diff": [
    "grammar",
    "schemas",
    "server/model",
    "server/formats",
    "server/loader",
    "server/findings",
    "server/secrets",
    "server/engine",
    "server/platform",
    "server/settings",
    "server/workspace",
    "server/report",
    "server/upgrade",
  ],
  "server/convert": [
    "grammar",
    "schemas",
    "server/model",
    "server/formats",
    "server/loader",
    "server/secrets",
    "server/engine",
  ],
  "server/why": ["grammar", "schemas", "server/model", "server/findings", "server/secrets", "server/engine"],
  "server/review": [
    "grammar",
    "schemas",
    "server/model",
    "server/formats",
    "server/loader",
    "server/findings",
    "server/secrets",
    "server/engine",
    "server/settings",
    "server/platform",
    "server/workspace",
    "server/report",
    "server/diff",
  ],
  "server/lsp": [
    ...BELOW_RULES,
    "server/rules",
    "server/engine",
    "server/settings",
    "server/platform",
    "server/workspace",
    "server/report",
    "server/upgrade",
    "server/convert",
  ],
  "server/cli": ["grammar", "schemas", "server"],
  server: ["grammar", "schemas", "server"],
  client: [],
};

/** Where a `node:` module may be imported. */
const NODE_ROOMS = ["server/platform/node.ts", "server/platform/node/", "server/cli/", "server/review/node/"];

/** The language server meets its client on a port or pipe of the same machine. */
const LOCAL_CONNECTION = "server/cli/lsp/open-connection.ts";

const NETWORK = /^(?:node:)?(?:https?|net|tls|dgram|http2|undici)$/;

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^"';]*?\bfrom\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*[,)]|(?:^|\n)import\s+"([^"]+)"/g;

export function importsOf({ path, text }: CodeFile): readonly Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const to = match[1] ?? match[2] ?? match[3] ?? "";
    return { from: path, to: to.startsWith(".") ? posix.join(posix.dirname(path), to) : to };
  });
}

export function roomOf(path: string): string {
  return (
    Object.keys(ROOMS)
      .filter((name) => path === name || path.startsWith(`${name}/`))
      .sort((a, b) => b.length - a.length)[0] ?? path
  );
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Law 1: imports go down only. */
export function upwardImports(files: readonly CodeFile[]): readonly string[] {
  return files.flatMap(importsOf).flatMap(({ from, to }) => {
    if (!/^(?:grammar|schemas|server|client)\//.test(to)) return [];
    const own = roomOf(from);
    const allowed = [own, ...(ROOMS[own] ?? [])];
    return allowed.some((name) => isInside(to, name)) ? [] : [`${from} -> ${to}`];
  });
}

/** Law 1: no two rooms import each other. */
export function mutualRooms(files: readonly CodeFile[]): readonly string[] {
  const arrows = new Set(files.flatMap(importsOf).map(({ from, to }) => `${topRoom(from)} ${topRoom(to)}`));
  return [...arrows].filter((arrow) => {
    const [a = "", b = ""] = arrow.split(" ");
    return a < b && arrows.has(`${b} ${a}`);
  });
}

/** A room as a whole: `grammar/text` and `grammar/listen` are both `grammar`. */
function topRoom(path: string): string {
  return /^server\/[^/]+(?=\/)/.exec(path)?.[0] ?? path.split("/")[0] ?? path;
}

/** Law 1: no import comes back to where it began. Types that refer to each other within one room are one subject. */
export function importCircles(files: readonly CodeFile[]): readonly string[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      importsOf({ path: file.path, text: withoutTypeImports(file.text) }).map(({ to }) => to),
    ]),
  );
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      circles.push([...way.slice(way.indexOf(path)), path].join(" -> "));
      return;
    }
    state.set(path, "open");
    for (const next of graph.get(path) ?? []) if (graph.has(next)) visit(next, [...way, path]);
    state.set(path, "done");
  };
  for (const path of graph.keys()) visit(path, []);
  return circles;
}

/** Imports of types cost nothing at run time, and imports in the middle of a function run later. */
function withoutTypeImports(text: string): string {
  return text.replace(/(?:import|export) type\b[^;]*;/g, "").replace(/\bimport\(/g, "later(");
}

/** Law 1: only the platform and the command line know Node. */
export function nodeImports(files: readonly CodeFile[]): readonly string[] {
  return files
    .flatMap(importsOf)
    .filter(({ from, to }) => to.startsWith("node:") && !NODE_ROOMS.some((name) => from.startsWith(name)))
    .map(({ from, to }) => `${from} -> ${to}`);
}

/** Law 2: outside `server/formats` nothing names a format, or takes names of variables apart. */
export function formatKnowledge(files: readonly CodeFile[]): readonly string[] {
  const named = /["'](?:kong-conf|dotenv|compose|dockerfile|kubernetes|helm|systemd)["']/;
  return files
    .filter(({ path }) =>
      /^server\/(?:engine|rules|findings|fixes|secrets|workspace|report|upgrade|diff|convert)\//.test(path),
    )
    .flatMap(({ path, text }) =>
      text
        .split("\n")
        .flatMap((line, at) =>
          named.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line) ? [`${path}:${at + 1}`] : [],
        ),
    );
}

/** Law 9: nothing reaches the network but the review. */
export function networkUse(files: readonly CodeFile[]): readonly string[] {
  return files.flatMap((file) => {
    if (file.path.startsWith("server/review/")) return [];
    const imported = importsOf(file).filter(({ to }) => NETWORK.test(to) && file.path !== LOCAL_CONNECTION);
    const fetches = /\bfetch\(|XMLHttpRequest|WebSocket/.test(file.text);
    return imported.length > 0 || fetches ? [file.path] : [];
  });
}

/** Types cost nothing; each import of values of the library copies all of its names at every start. */
export function protocolImports(files: readonly CodeFile[]): readonly string[] {
  return files
    .filter(({ text }) =>
      /(?:^|\n)(?:import|export) (?!type\b)[^"';]*\bfrom\s*"vscode-languageserver"/.test(text),
    )
    .map(({ path }) => path);
}

/** Law 9: git is started in one place, which switches off what a workspace could have it run. */
export function gitCalls(files: readonly CodeFile[]): readonly string[] {
  return files.filter(({ text }) => /\.run\(\s*"git"|\bplatform\.run\(/.test(text)).map(({ path }) => path);
}

/** Law 9: processes are started in one place. */
export function processStarts(files: readonly CodeFile[]): readonly string[] {
  return files
    .flatMap(importsOf)
    .filter(({ to }) => /^(?:node:)?child_process$/.test(to))
    .map(({ from }) => from);
}
