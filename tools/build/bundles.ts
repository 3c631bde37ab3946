import { basename } from "node:path";
import type { Metafile } from "esbuild";

/** A chunk: the name of its file, and its text as CommonJS. */
export interface Chunk {
  readonly name: string;
  readonly code: string;
}

/**
 * What a plain run of the command line loads, and what the language server loads besides: each is one file with its compiled
 * code in one cache, for each file costs a look-up and a read.
 */
const SOURCES = {
  core: ["server/cli/bin.ts", "server/cli/commands/lint.ts", "server/report/pretty.ts"],
  serve: ["server/cli/commands/lsp.ts", "server/workspace/analyze.ts"],
};

/** The names of the chunks of each bundle. */
export interface BundleNames {
  readonly core: ReadonlySet<string>;
  readonly serve: ReadonlySet<string>;
}

/** Which chunks go into which bundle. */
export function bundleNames(metafile: Metafile): BundleNames {
  const core = chunksOf(SOURCES.core, metafile, new Set());
  return { core, serve: chunksOf(SOURCES.serve, metafile, core) };
}

/** The chunks that some sources need at once, by name, without those that another bundle has. */
function chunksOf(
  sources: readonly string[],
  { outputs }: Metafile,
  others: ReadonlySet<string>,
): ReadonlySet<string> {
  const pending = Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint !== undefined && sources.includes(entryPoint) ? [path] : [],
  );
  const chunks = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = basename(path);
    if (chunks.has(name) || others.has(name)) continue;
    chunks.add(name);
    for (const used of outputs[path]?.imports ?? []) {
      if (used.kind === "import-statement" && used.external !== true) pending.push(used.path);
    }
  }
  return chunks;
}

/** The files that a worker needs, loaded at once or later: those of the bundles aside, its chunks and their data. */
export function workerFiles({ outputs }: Metafile, worker: string, names: BundleNames): readonly string[] {
  const pending = Object.entries(outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint === worker ? [path] : [],
  );
  const files = new Set<string>();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = path.startsWith("./") ? path.slice(2) : basename(path);
    if (files.has(name)) continue;
    files.add(name);
    for (const used of outputs[path]?.imports ?? []) pending.push(used.path);
  }
  return [...files].filter((name) => !isBundled(name, names)).sort();
}

/** Whether a chunk is part of a bundle. */
export function isBundled(name: string, { core, serve }: BundleNames): boolean {
  return core.has(name) || serve.has(name);
}

/** The core: its chunks, each run when it is first asked for, and the function that asks. It opens the other bundle too. */
export function coreText(chunks: readonly Chunk[], { serve }: BundleNames): string {
  return asFunction(`${exportsText(chunks)}const chunks=module.exports;
const served=new Set(${JSON.stringify([...serve].map((name) => `./${name}`))});
const loaded=new Map();
const load=(name)=>{
  if(served.has(name)&&chunks[name]===undefined)Object.assign(chunks,open("serve"));
  const factory=chunks[name];
  if(factory===undefined)return require(name);
  let module=loaded.get(name);
  if(module===undefined){loaded.set(name,module={exports:{}});factory(module,module.exports,load);}
  return module.exports;
};
load.parts=(bundle)=>[...loaded.keys()].filter((name)=>served.has(name)===(bundle==="serve")).length;
load.forget=(name)=>void loaded.delete(name);
module.exports=load;
`);
}

/** What only the language server needs. */
export function serveText(chunks: readonly Chunk[]): string {
  return asFunction(exportsText(chunks));
}

/** Chunks as functions by name. */
function exportsText(chunks: readonly Chunk[]): string {
  const entries = chunks.map(
    ({ name, code }) => `${JSON.stringify(`./${name}`)}:(function(module,exports,require){${code}\n})`,
  );
  return `module.exports={${entries.join(",\n")}};\n`;
}

/** A script that the launcher runs: the value of a script is its last expression. */
function asFunction(code: string): string {
  return `(function(module,require,open){${code}\n})`;
}
