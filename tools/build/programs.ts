import { basename, join } from "node:path";
import type { Metafile, OutputFile } from "esbuild";
import {
  BUNDLES,
  type BundleOfChunk,
  bundlesOf,
  bundleText,
  type Chunk,
  coreText,
  workerFiles,
} from "./bundles.ts";
import { commonJs } from "./common-js.ts";
import { checkEditsUsed } from "./library-edits.ts";
import { bundle } from "./options.ts";
import { browserForms } from "./plugins/browser-forms.ts";
import { editedLibraries } from "./plugins/edited-libraries.ts";
import { jsonAsFiles, jsonAsText } from "./plugins/json-data.ts";
import { rulePages } from "./plugins/rule-pages.ts";
import { dist } from "./project.ts";

/** Programs by the name of their file in `dist`: the command line, the library, and the language server of browsers. */
const PROGRAMS = { main: "server/cli/bin.ts", index: "server/index.ts", worker: "server/lsp/worker.ts" };

/** What a build makes: the text of each file by its path below `dist`, and what went into it. */
export interface Built {
  readonly files: ReadonlyMap<string, string>;
  readonly metafile: Metafile;
}

/**
 * The programs of Node and the worker. The bundler splits the code into chunks that several programs share and that load when
 * first needed, which it can do for ES modules only; each chunk is turned into CommonJS afterwards, and what a plain run
 * needs becomes one script.
 */
export async function buildPrograms(): Promise<Built> {
  const data = new Map<string, string>();
  const { outputFiles, metafile } = await bundle({
    entryPoints: PROGRAMS,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // Some packages' CommonJS form cannot be bundled; the module form always can.
    mainFields: ["module", "main"],
    outdir: dist,
    outExtension: { ".js": ".cjs" },
    chunkNames: "[name]-[hash]",
    plugins: [browserForms, jsonAsFiles(data), jsonAsText, rulePages, editedLibraries],
  });
  checkEditsUsed(Object.keys(metafile.inputs));
  const bundles = bundlesOf(metafile);
  const chunks = await Promise.all(outputFiles.map((file) => chunkOf(file, bundles)));
  const files = new Map<string, string>();
  for (const bundle of BUNDLES) {
    const inBundle = chunks.filter(({ name }) => bundles.get(name) === bundle);
    files.set(`${bundle}.cjs`, bundle === "core" ? coreText(inBundle, bundles) : bundleText(inBundle));
  }
  const worker = { bundles: BUNDLES, files: workerFiles(metafile, PROGRAMS.worker, bundles) };
  files.set("worker.json", JSON.stringify(worker));
  for (const { name, code } of chunks) if (!bundles.has(name)) files.set(name, code);
  for (const [name, text] of data) files.set(join("data", name), text);
  return { files, metafile };
}

/** A chunk of its own takes chunks of the bundles from there, so that each exists once in a process. */
async function chunkOf({ path, text }: OutputFile, bundles: BundleOfChunk): Promise<Chunk> {
  const name = basename(path);
  const isAlone = !bundles.has(name);
  const code = await commonJs(text, (module) =>
    isAlone && bundles.has(module.slice(2))
      ? `require("./kong-lint.cjs").core(${JSON.stringify(module)})`
      : `require(${JSON.stringify(module)})`,
  );
  return { name, code };
}
