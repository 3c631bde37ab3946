import { basename, join } from "node:path";
import type { Metafile, OutputFile } from "esbuild";
import {
  type BundleNames,
  bundleNames,
  type Chunk,
  coreText,
  isBundled,
  serveText,
  workerFiles,
} from "./bundles.ts";
import { commonJs } from "./common-js.ts";
import { bundle } from "./options.ts";
import { browserForms } from "./plugins/browser-forms.ts";
import { editedLibraries } from "./plugins/edited-libraries.ts";
import { jsonAsFiles, jsonAsText } from "./plugins/json-data.ts";
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
    plugins: [browserForms, jsonAsFiles(data), jsonAsText, editedLibraries],
  });
  const names = bundleNames(metafile);
  const chunks = await Promise.all(outputFiles.map((file) => chunkOf(file, names)));
  const inBundle = (bundle: ReadonlySet<string>) => chunks.filter(({ name }) => bundle.has(name));
  const files = new Map<string, string>([
    ["core.cjs", coreText(inBundle(names.core), names)],
    ["serve.cjs", serveText(inBundle(names.serve))],
    ["worker.json", JSON.stringify(workerFiles(metafile, PROGRAMS.worker, names))],
  ]);
  for (const { name, code } of chunks) if (!isBundled(name, names)) files.set(name, code);
  for (const [name, text] of data) files.set(join("data", name), text);
  return { files, metafile };
}

/** A chunk of its own takes chunks of the bundles from there, so that each exists once in a process. */
async function chunkOf({ path, text }: OutputFile, names: BundleNames): Promise<Chunk> {
  const name = basename(path);
  const isAlone = !isBundled(name, names);
  const code = await commonJs(text, (module) =>
    isAlone && isBundled(module.slice(2), names)
      ? `require("./kong-lint.cjs").core(${JSON.stringify(module)})`
      : `require(${JSON.stringify(module)})`,
  );
  return { name, code };
}
