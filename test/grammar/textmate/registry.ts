import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, type IRawGrammar, parseRawGrammar, Registry } from "vscode-textmate";

/** One stretch of a line and the scopes it has, without the scope of the whole file. Offsets are of the text. */
export interface ScopedSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

/** One line, its start in the text, and its stretches without gaps. */
export interface ScopedLine {
  readonly text: string;
  readonly start: number;
  readonly spans: readonly ScopedSpan[];
}

const resolve = createRequire(import.meta.url).resolve;
const own = new URL("../../../grammar/syntaxes/", import.meta.url);

/** The grammars of the extension, by scope, and where each is injected: the manifest says so. */
interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

const manifest: { readonly contributes: { readonly grammars: readonly Contribution[] } } = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
);
const contributed = new Map(
  manifest.contributes.grammars.map((entry) => [
    entry.scopeName,
    { file: new URL(entry.path.replace(/^.*\//, ""), own), injectTo: entry.injectTo ?? [] },
  ]),
);

/** The languages of others, as the editors ship them. */
const HOSTS: Readonly<Record<string, string>> = {
  "source.yaml": "yaml",
  "source.dotenv": "dotenv",
  "source.ini": "ini",
  "source.shell": "shellscript",
  "source.dockerfile": "docker",
  "text.html.markdown": "markdown",
};

function loadGrammar(scope: string): IRawGrammar | null {
  const ours = contributed.get(scope);
  if (ours !== undefined) return parseRawGrammar(readFileSync(ours.file, "utf8"), fileURLToPath(ours.file));
  const host = HOSTS[scope];
  if (host === undefined) return null;
  const path = resolve(`tm-grammars/grammars/${host}.json`);
  return parseRawGrammar(readFileSync(path, "utf8"), path);
}

const registry = new Registry({
  onigLib: loadWASM(readFileSync(resolve("vscode-oniguruma/release/onig.wasm"))).then(() => ({
    createOnigScanner,
    createOnigString,
  })),
  loadGrammar: async (scope) => loadGrammar(scope),
  getInjections: (scope) =>
    [...contributed].filter(([, { injectTo }]) => injectTo.includes(scope)).map(([name]) => name),
});

/**
 * The scopes that an editor sees. Lines end at LF or CR LF, as in an editor; the CR belongs to no line.
 * @param scope of the grammar for the whole text, such as `source.kong-conf`
 */
export async function scopeLines(text: string, scope = "source.kong-conf"): Promise<readonly ScopedLine[]> {
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`there is no grammar for ${scope}`);
  let state = INITIAL;
  let start = 0;
  return text.split("\n").map((withReturn) => {
    const line = withReturn.replace(/\r$/, "");
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, state, 0);
    if (stoppedEarly) throw new Error(`the grammar takes too long for: ${line}`);
    state = ruleStack;
    const spans = tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        start: start + startIndex,
        end: start + Math.min(endIndex, line.length),
        text: line.slice(startIndex, endIndex),
        scopes: scopes.filter((name) => name !== scope),
      }))
      .filter((token) => token.end > token.start);
    const scoped = { text: line, start, spans };
    start += withReturn.length + 1;
    return scoped;
  });
}

/** The lines with, below each, what stands where: for reading and for comparing. */
export function describeScopes(lines: readonly ScopedLine[]): string {
  return `${lines
    .flatMap(({ text, start, spans }) => [
      `>${visible(text)}`,
      ...spans
        .filter(({ scopes }) => scopes.length > 0)
        .map(({ start: from, text: part, scopes }) => {
          const indent = " ".repeat(from - start);
          return ` ${indent}${"^".repeat(part.length)} ${scopes.join(" ")}`;
        }),
    ])
    .join("\n")}\n`;
}

/** Invisible characters as signs of the same width. */
function visible(text: string): string {
  return text.replaceAll("\t", "→").replaceAll("\ufeff", "␣").replaceAll("\u00a0", "␣");
}
