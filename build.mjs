/**
 * Builds `dist/`: every program of the project, bundled, without runtime dependencies.
 *
 * The bundler splits the code into chunks that several programs share and that load when first needed, which it can do
 * for ES modules only. CommonJS starts faster in Node, so each chunk is turned into CommonJS afterwards, and what a plain
 * run needs becomes one script with its compiled code beside it.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Large data parses faster as JSON than as a JavaScript literal. */
const jsonAsText = {
  name: "json-as-text",
  setup(plugin) {
    plugin.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, "utf8")));
      return text.length < 4096
        ? undefined
        : { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: "js" };
    });
  },
};

/** Data files that the programs of Node read when they are first asked for them: path below `dist/data` and text. */
const dataFiles = new Map();

/**
 * Large data is a file of its own for each of its parts, so that a run reads what its edition needs, and compiled code is
 * not kept together with data.
 */
const jsonAsFiles = {
  name: "json-as-files",
  setup(plugin) {
    plugin.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const value = JSON.parse(readFileSync(path, "utf8"));
      if (JSON.stringify(value).length < 65_536) return undefined;
      const getters = Object.entries(value).map(([part, content]) => {
        const name = `${basename(path, ".json")}.${part}.json`;
        dataFiles.set(name, JSON.stringify(content));
        return `get ${JSON.stringify(part)}(){return require(${JSON.stringify(`./data/${name}`)})}`;
      });
      return { contents: `export default {${getters.join(",")}};`, loader: "js" };
    });
    plugin.onResolve({ filter: /^\.\/data\// }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * Chevrotain fills a table of 65,536 entries whenever it starts, for texts beyond ASCII; computing an entry when it is
 * needed gives the same numbers and saves a tenth of a run.
 */
const lazyCharacterTable = {
  name: "lazy-character-table",
  setup(plugin) {
    plugin.onLoad({ filter: /chevrotain\/lib\/src\/scan\/lexer\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const contents = source
        .replace(
          ": charCodeToOptimizedIdxMap[charCode];",
          ": charCode > 255 ? 255 + ~~(charCode / 255) : charCode;",
        )
        .replace("if (charCodeToOptimizedIdxMap.length === 0) {", "if (false) {");
      if (contents.split("~~(charCode / 255)").length !== 2 || !contents.includes("if (false) {")) {
        throw new Error("Chevrotain's table of character codes is built otherwise than this build expects");
      }
      return { contents, loader: "js" };
    });
  },
};

/** The pages of the rules, as one module: `explain` and the reports that carry them read it. */
const markdown = { ".md": "text" };

/** Programs of Node, by the name of their file in `dist`. */
const programs = { main: "server/cli/bin.ts", index: "server/index.ts" };

/** What a plain run of the command line loads; it all goes into one file, for each file costs a look-up and a read. */
const alwaysLoaded = ["server/cli/bin.ts", "server/cli/commands/lint.ts", "server/report/pretty.ts"];

async function buildNode() {
  const outdir = join(root, "dist");
  const result = await build({
    absWorkingDir: root,
    entryPoints: programs,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // Some packages' CommonJS form cannot be bundled; the module form always can.
    mainFields: ["module", "main"],
    outdir,
    outExtension: { ".js": ".cjs" },
    chunkNames: "[name]-[hash]",
    minify: true,
    legalComments: "none",
    charset: "ascii",
    loader: markdown,
    plugins: [jsonAsFiles, jsonAsText, lazyCharacterTable],
    define: { KONG_LINT_VERSION: JSON.stringify(version) },
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  mkdirSync(join(outdir, "data"), { recursive: true });
  for (const [name, text] of dataFiles) writeFileSync(join(outdir, "data", name), text);
  const core = coreChunks(result.metafile);
  const chunks = await Promise.all(
    result.outputFiles.map(async (file) => ({
      name: basename(file.path),
      code: await toCommonJs(file.text),
    })),
  );
  writeFileSync(join(outdir, "core.cjs"), coreText(chunks.filter(({ name }) => core.has(name))));
  for (const { name, code } of chunks) {
    if (!core.has(name)) writeFileSync(join(outdir, name), fromCore(code, core));
  }
  copyFileSync(join(root, "server/cli/launch.cjs"), join(outdir, "kong-lint.cjs"));
  chmodSync(join(outdir, "kong-lint.cjs"), 0o755);
  writeCodeCache(outdir);
  if (process.argv.includes("--metafile"))
    writeFileSync(join(outdir, "meta.json"), JSON.stringify(result.metafile));
}

async function toCommonJs(source) {
  const { code } = await transform(source.replace(/^#!.*\n/, ""), {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minify: true,
    // `import()` of a CommonJS chunk would start Node's ES module loader and wrap the chunk once more.
    supported: { "dynamic-import": false },
  });
  return code;
}

/** The chunks that `alwaysLoaded` needs, by name. */
function coreChunks(metafile) {
  const outputs = Object.entries(metafile.outputs);
  const pending = outputs
    .filter(([, output]) => alwaysLoaded.includes(output.entryPoint))
    .map(([path]) => path);
  const core = new Set();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (core.has(basename(path))) continue;
    core.add(basename(path));
    for (const used of metafile.outputs[path].imports) {
      if (used.kind === "import-statement" && !used.external) pending.push(used.path);
    }
  }
  return core;
}

/** One script with all core chunks, each run when it is first asked for; its value is the function that asks. */
function coreText(chunks) {
  const entries = chunks.map(
    ({ name, code }) => `${JSON.stringify(`./${name}`)}:(function(module,exports,require){${code}\n})`,
  );
  return `const chunks={${entries.join(",\n")}};
const loaded=new Map();
const load=(name)=>{
  const factory=chunks[name];
  if(factory===undefined)return require(name);
  let module=loaded.get(name);
  if(module===undefined){loaded.set(name,module={exports:{}});factory(module,module.exports,load);}
  return module.exports;
};
module.exports=load;
`;
}

/** A chunk outside the core takes core chunks from there, so that each exists once in a process. */
function fromCore(code, core) {
  return code.replace(/require\("(\.\/[^"]+)"\)/g, (whole, name) =>
    core.has(name.slice(2)) ? `require("./kong-lint.cjs").core(${JSON.stringify(name)})` : whole,
  );
}

/** Keeps what the engine compiles on a run of its own, so that later runs of the same Node need not compile it again. */
function writeCodeCache(outdir) {
  const run = spawnSync(
    process.execPath,
    [join(outdir, "kong-lint.cjs"), join(root, "test/fixtures/well-kept/kong.conf")],
    {
      env: { ...process.env, KONG_LINT_WRITE_CODE_CACHE: "1", NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  if (run.status !== 0) throw new Error(`the built program does not run: ${run.stderr}${run.stdout}`);
}

/** The extension: one script for desktops, and for browsers one for the editor's worker and one for the server's. */
async function buildClient() {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    legalComments: "none",
    charset: "ascii",
    loader: markdown,
    plugins: [jsonAsText, lazyCharacterTable],
    define: { KONG_LINT_VERSION: JSON.stringify(version) },
    logLevel: "warning",
  };
  const outfile = (name) => join(root, "dist", name);
  await build({
    ...shared,
    entryPoints: ["client/extension.ts"],
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    outfile: outfile("extension.cjs"),
  });
  // The libraries have an entry of their own for browsers.
  const browser = {
    ...shared,
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    target: "es2022",
  };
  await build({
    ...browser,
    entryPoints: ["client/extension-web.ts"],
    format: "cjs",
    external: ["vscode"],
    outfile: outfile("extension-web.js"),
  });
  await build({
    ...browser,
    entryPoints: ["server/lsp/worker.ts"],
    format: "iife",
    outfile: outfile("kong-lint-worker.js"),
  });
}

await buildNode();
await buildClient();
await import("./tools/types.mjs");
