import { realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./project.ts";

/** A change of a library's source: a text that stands in a file exactly once, and what stands there instead. */
export interface LibraryEdit {
  /** Below `node_modules`, with slashes. */
  readonly file: string;
  readonly found: string;
  readonly replacement: string;
}

/**
 * What Chevrotain does whenever it starts and a short run can do without. The build and the tests use the library with these
 * edits, so that what is tested is what is shipped.
 */
const CHEVROTAIN: readonly LibraryEdit[] = [
  // A table of 65,536 entries for texts beyond ASCII; computing an entry when it is needed gives the same numbers.
  {
    file: "chevrotain/lib/src/scan/lexer.js",
    found: ": charCodeToOptimizedIdxMap[charCode];",
    replacement: ": charCode > 255 ? 255 + ~~(charCode / 255) : charCode;",
  },
  {
    file: "chevrotain/lib/src/scan/lexer.js",
    found: "if (charCodeToOptimizedIdxMap.length === 0) {",
    replacement: "if (false) {",
  },
  // What decides a choice is kept at its number, and those of a rule are hundreds apart. An array with a gap of thousands is kept as a
  // table: 80 KB less at a start, which ends before its memory has to be cleaned up once more.
  {
    file: "chevrotain/lib/src/parse/parser/traits/looksahead.js",
    found: "ruleLookaheadFuncs = [];",
    replacement: "ruleLookaheadFuncs = []; ruleLookaheadFuncs[65536] = undefined;",
  },
  // Parsers take the methods of nine classes. Inherited one from the other they need not be copied one by one.
  {
    file: "chevrotain/lib/src/parse/parser/parser.js",
    found: "applyMixins(Parser, [",
    replacement: `((parser, traits) => {
       const prototypes = traits.map((trait) => trait.prototype).reverse();
       [parser.prototype, ...prototypes.slice(0, -1)].forEach((each, at) => Object.setPrototypeOf(each, prototypes[at]));
     })(Parser, [`,
  },
];

/** A module of Node that is loaded when something is asked of it. */
function whenAsked(module: string): string {
  return `= new Proxy({}, { get: (_, name) => require("${module}")[name] });`;
}

/**
 * Modules of Node that the libraries of the language server load and hardly ever use: `crypto` alone costs a start more
 * than the protocol does.
 */
const PROTOCOL: readonly LibraryEdit[] = [
  {
    file: "vscode-languageserver/node_modules/vscode-jsonrpc/lib/node/main.js",
    found: '= require("crypto");',
    replacement: whenAsked("crypto"),
  },
  {
    file: "vscode-languageserver/lib/node/files.js",
    found: '= require("child_process");',
    replacement: whenAsked("child_process"),
  },
];

const GITLAB_REQUESTS = "@gitbeaker/requester-utils/dist/index.mjs";
const GITLAB_RESOURCES = "@gitbeaker/core/dist/index.mjs";

/**
 * GitLab's client brings a package of rate limiters for a dozen databases, one for patterns of addresses that have limits, and one for
 * query strings of every shape: 230 KB. A review limits its requests itself and gives no limits; its queries are names with plain values,
 * and so are those of the links to next pages.
 */
const GITLAB: readonly LibraryEdit[] = [
  {
    file: GITLAB_REQUESTS,
    found: "import { RateLimiterQueue, RateLimiterMemory } from 'rate-limiter-flexible';",
    replacement: "",
  },
  {
    file: GITLAB_REQUESTS,
    found: `  const limiter = new RateLimiterQueue(
    new RateLimiterMemory({ points: limit, duration: interval })
  );
  return () => limiter.removeTokens(1);`,
    replacement: '  throw new Error("a review limits its requests itself");',
  },
  { file: GITLAB_REQUESTS, found: "import Picomatch from 'picomatch-browser';", replacement: "" },
  { file: GITLAB_REQUESTS, found: "var { isMatch: isGlobMatch } = Picomatch;", replacement: "" },
  { file: GITLAB_REQUESTS, found: "import { stringify } from 'qs';", replacement: "" },
  {
    file: GITLAB_REQUESTS,
    found: 'return stringify(decamelized, { arrayFormat: "brackets" });',
    replacement: `return String(new URLSearchParams(
      Object.entries(decamelized).filter(([, value]) => value !== undefined)
    ));`,
  },
  { file: GITLAB_RESOURCES, found: "import QS, { parse } from 'qs';", replacement: "" },
  {
    file: GITLAB_RESOURCES,
    found: 'parse(next.split("?")[1])',
    replacement: 'Object.fromEntries(new URLSearchParams(next.split("?")[1]))',
  },
  {
    file: GITLAB_RESOURCES,
    found: `return QS.stringify({ [prefixKey]: formatted }, { encode: false }).split("&").reduce((acc, cur) => {
    const [key, val] = cur.split(/=(.*)/);
    acc[key] = val;
    return acc;
  }, {});`,
    replacement: 'throw new Error("a review sends positions as JSON");',
  },
];

/** Every edit. */
export const libraryEdits: readonly LibraryEdit[] = [...CHEVROTAIN, ...PROTOCOL, ...GITLAB];

/**
 * A library's source with its edits.
 * @param path of the file
 * @returns undefined for a file without edits
 * @throws where the library is not as an edit expects it, after an update for example
 */
export function editLibrary(path: string, source: string): string | undefined {
  const file = libraryFile(path);
  const edits = libraryEdits.filter((edit) => edit.file === file);
  if (edits.length === 0) return undefined;
  return edits.reduce((text, { found, replacement }) => {
    const parts = text.split(found);
    if (parts.length === 2) return parts.join(replacement);
    throw new Error(`${file} is not as this build expects: it has ${parts.length - 1} times ${found}`);
  }, source);
}

/**
 * Checks that a program is made of all files that are edited. After an update a package may bring its own copy of another one, and the
 * edits would be of a file that nobody loads.
 * @param inputs the paths of the program's files
 * @throws where a file is not among them
 */
export function checkEditsUsed(inputs: readonly string[]): void {
  const unused = libraryEdits.find(
    ({ file }) => !inputs.some((path) => path.endsWith(`node_modules/${file}`)),
  );
  if (unused !== undefined) throw new Error(`${unused.file} is edited, but no program is made of it`);
}

/** The path of a file below `node_modules`, which may be a link to another folder. */
function libraryFile(path: string): string {
  const folder = join(root, "node_modules");
  const isInside = !relative(folder, path).startsWith("..");
  return relative(isInside ? folder : realpathSync(folder), path).replaceAll("\\", "/");
}
