import { basename } from "node:path";
import type { Metafile } from "esbuild";

/** A chunk: the name of its file, and its text as CommonJS. */
export interface Chunk {
  readonly name: string;
  readonly code: string;
}

/**
 * The bundles, each one file with its compiled code in one cache, for each file costs a look-up and a read: what a plain run of
 * the command line loads, what reading YAML needs besides, and what the language server needs besides both. The first is the
 * core; it opens the others.
 */
const SOURCES = {
  core: ["server/cli/bin.ts", "server/cli/commands/lint.ts", "server/report/pretty.ts"],
  yaml: [
    "server/formats/compose/compose-format.ts",
    "server/formats/kubernetes/kubernetes-format.ts",
    "server/formats/helm/helm-format.ts",
  ],
  serve: ["server/cli/commands/lsp.ts", "server/workspace/analyze.ts"],
} as const;

/** The name of a bundle, which is that of its file too. */
export type BundleName = keyof typeof SOURCES;

/** The bundles in their order: a chunk belongs to the first that needs it. */
export const BUNDLES = Object.keys(SOURCES) as readonly BundleName[];

/** The bundle of each chunk that is part of one, by the name of the chunk. */
export type BundleOfChunk = ReadonlyMap<string, BundleName>;

/** Which chunks go into which bundle. */
export function bundlesOf(metafile: Metafile): BundleOfChunk {
  const bundles = new Map<string, BundleName>();
  for (const bundle of BUNDLES)
    for (const name of chunksOf(SOURCES[bundle], metafile, bundles)) bundles.set(name, bundle);
  return bundles;
}

/** The chunks that some sources need at once, by name, without those that another bundle has. */
function chunksOf(
  sources: readonly string[],
  { outputs }: Metafile,
  others: BundleOfChunk,
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

/** The files that a worker needs, loaded at once or later: the bundles aside, its chunks and their data. */
export function workerFiles(
  { outputs }: Metafile,
  worker: string,
  bundles: BundleOfChunk,
): readonly string[] {
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
  return [...files].filter((name) => !bundles.has(name)).sort();
}

/** The core: its chunks, each run when it is first asked for, and the function that asks. It opens the other bundles too. */
export function coreText(chunks: readonly Chunk[], bundles: BundleOfChunk): string {
  const elsewhere = Object.fromEntries(
    [...bundles].flatMap(([name, bundle]) => (bundle === "core" ? [] : [[`./${name}`, bundle]])),
  );
  return asFunction(`${exportsText(chunks)}const chunks=module.exports;
const bundles=new Map(${JSON.stringify(Object.entries(elsewhere))});
const loaded=new Map();
const load=(name)=>{
  const bundle=bundles.get(name);
  if(bundle!==undefined&&chunks[name]===undefined)Object.assign(chunks,open(bundle));
  const factory=chunks[name];
  if(factory===undefined)return require(name);
  let module=loaded.get(name);
  if(module===undefined){loaded.set(name,module={exports:{}});factory(module,module.exports,load);}
  return module.exports;
};
load.parts=(bundle)=>[...loaded.keys()].filter((name)=>(bundles.get(name)??"core")===bundle).length;
load.forget=(name)=>void loaded.delete(name);
module.exports=load;
`);
}

/** A bundle that the core opens. */
export function bundleText(chunks: readonly Chunk[]): string {
  return asFunction(exportsText(chunks));
}

/** Chunks as functions by name. */
function exportsText(chunks: readonly Chunk[]): string {
  const entries = chunks.map(
    ({ name, code }) => `${JSON.stringify(`./${name}`)}:(function(module,exports,require){${code}\n})`,
  );
  // Without a prototype it is a table from the beginning: an ordinary object gets a new shape with each of so many names.
  return `module.exports={__proto__:null,${entries.join(",\n")}};\n`;
}

/** A script that the launcher runs: the value of a script is its last expression. */
function asFunction(code: string): string {
  return `(function(module,require,open){${code}\n})`;
}
