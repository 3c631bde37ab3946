/**
 * Builds `dist/`: every program of the project, bundled, without runtime dependencies.
 *
 * The bundler splits the code into chunks that several programs share and that load when first needed, which it can do
 * for ES modules only. CommonJS starts faster in Node, so each chunk is turned into CommonJS afterwards, and what a plain
 * run needs becomes one script with its compiled code beside it.
 */
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { editedChevrotain } from "./tools/build/chevrotain-edits.mjs";

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
        const key = JSON.stringify(part);
        const value = `require(${JSON.stringify(`./data/${name}`)})`;
        return `get ${key}(){const value=${value};Object.defineProperty(this,${key},{value});return value}`;
      });
      return { contents: `export default {${getters.join(",")}};`, loader: "js" };
    });
    plugin.onResolve({ filter: /^\.\/data\// }, ({ path }) => ({ path, external: true }));
  },
};

const quickChevrotain = {
  name: "quick-chevrotain",
  setup(plugin) {
    plugin.onLoad({ filter: /chevrotain[\\/]lib[\\/]src[\\/].+\.js$/ }, ({ path }) => {
      const contents = editedChevrotain(path, readFileSync(path, "utf8"));
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
  },
};

/**
 * Modules of Node that the libraries of the language server load and hardly ever use. They are loaded when something is asked
 * of them: `crypto` alone costs a start more than the protocol does.
 */
const lazyNodeModules = {
  name: "lazy-node-modules",
  setup(plugin) {
    const filter = /vscode-(?:jsonrpc|languageserver|languageserver-protocol)\/lib\/node\/\w+\.js$/;
    plugin.onLoad({ filter }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(
        /= require\("(?:node:)?(crypto|child_process)"\);/g,
        '= new Proxy({}, { get: (_, name) => require("node:$1")[name] });',
      ),
      loader: "js",
    }));
  },
};

/**
 * The programs of Node and the worker of browsers are made of the same chunks. So libraries that have a form for each are taken in
 * the one that runs in both, and what only a worker asks for is found although the build is one for Node.
 */
const browserForms = {
  name: "browser-forms",
  setup(plugin) {
    // A package may have its own copy of a library, which a worker must then take as a whole.
    const inPackage = (path, folder) => {
      const file = join(folder, "node_modules", path);
      return existsSync(file) || folder === root ? { path: file } : inPackage(path, dirname(folder));
    };
    plugin.onResolve({ filter: /^yaml$/ }, () => inPackage("yaml/browser/dist/index.js", root));
    plugin.onResolve(
      { filter: /^vscode-(?:jsonrpc|languageserver|languageserver-protocol)\/browser$/ },
      ({ path, resolveDir }) => inPackage(path.replace(/\/browser$/, "/lib/browser/main.js"), resolveDir),
    );
  },
};

/** The pages of the rules, as one module: `explain` and the reports that carry them read it. */
const markdown = { ".md": "text" };

/** Programs by the name of their file in `dist`: the command line, the library, and the language server of browsers. */
const programs = { main: "server/cli/bin.ts", index: "server/index.ts", worker: "server/lsp/worker.ts" };

/**
 * What a plain run of the command line loads, and what the language server loads besides: each goes into one file with its
 * compiled code beside it, for each file costs a look-up and a read.
 */
const bundles = {
  core: ["server/cli/bin.ts", "server/cli/commands/lint.ts", "server/report/pretty.ts"],
  serve: ["server/cli/commands/lsp.ts", "server/workspace/analyze.ts"],
};

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
    plugins: [browserForms, jsonAsFiles, jsonAsText, quickChevrotain, lazyNodeModules],
    define: { KONG_LINT_VERSION: JSON.stringify(version) },
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  mkdirSync(join(outdir, "data"), { recursive: true });
  for (const [name, text] of dataFiles) writeFileSync(join(outdir, "data", name), text);
  const core = chunksOf(bundles.core, result.metafile, new Set());
  const serve = chunksOf(bundles.serve, result.metafile, core);
  const bundled = new Set([...core, ...serve]);
  const chunks = await Promise.all(
    result.outputFiles.map(async (file) => ({
      name: basename(file.path),
      code: await toCommonJs(file.text),
    })),
  );
  const named = (names) => chunks.filter(({ name }) => names.has(name));
  writeFileSync(join(outdir, "core.cjs"), asFunction(coreText(named(core), serve)));
  writeFileSync(join(outdir, "serve.cjs"), asFunction(bundleText(named(serve))));
  for (const { name, code } of chunks) {
    if (!bundled.has(name)) writeFileSync(join(outdir, name), fromBundles(code, bundled));
  }
  writeFileSync(join(outdir, "worker.json"), JSON.stringify(workerFiles(result.metafile, bundled)));
  copyFileSync(join(root, "server/cli/launch.cjs"), join(outdir, "kong-lint.cjs"));
  chmodSync(join(outdir, "kong-lint.cjs"), 0o755);
  await writeCodeCaches(outdir);
  if (process.argv.includes("--metafile"))
    writeFileSync(join(outdir, "meta.json"), JSON.stringify(result.metafile));
}

/**
 * A chunk as CommonJS. The bundler writes imports first and exports last, and they become plain variables and one plain
 * object. The bundler's own conversion makes a getter of each export and a property access of each use, for exports may
 * change later. No chunk changes its exports, and without that the compiled code of the core is an eighth smaller.
 */
async function toCommonJs(source) {
  const { code } = await transform(withPlainExports(withPlainImports(source.replace(/^#!.*\n/, ""))), {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minify: true,
    // The glob library makes a `require` of its own from the address of its module.
    define: { "import.meta.url": "__filename" },
    // `import()` of a CommonJS chunk would start Node's ES module loader and wrap the chunk once more.
    supported: { "dynamic-import": false },
  });
  return code;
}

function withPlainImports(source) {
  const statement = /^import(?:\s*([^"]+?)\s*from)?\s*"([^"]+)";/;
  const found = statement.exec(source);
  if (found === null) return withPlainDynamicImports(source);
  const [whole, names, module] = found;
  return requireStatement(names, module) + withPlainImports(source.slice(whole.length).trimStart());
}

function requireStatement(names, module) {
  const required = `require(${JSON.stringify(module)})`;
  if (names === undefined) return `${required};`;
  const namespace = /^\* as (\S+)$|^\*as (\S+)$/.exec(names);
  if (namespace !== null) return `var ${namespace[1] ?? namespace[2]}=${required};`;
  const [, standard, others] = /^([^{,]+)?,?\s*(\{.*\})?$/s.exec(names);
  const isChunk = module.startsWith("./");
  const first =
    standard === undefined ? "" : `var ${isChunk ? `{default:${standard}}` : standard}=${required};`;
  return first + (others === undefined ? "" : `var ${others.replaceAll(" as ", ":")}=${required};`);
}

function withPlainDynamicImports(source) {
  return source.replace(/\bimport\("(\.\/[\w.-]+\.cjs)"\)/g, 'Promise.resolve().then(()=>require("$1"))');
}

function withPlainExports(source) {
  if (/\bexport (?:default|\*)/.test(source)) return source;
  return source.replace(/\bexport\s*\{([^{}]*)\};\s*$/, (_, names) => {
    const members = names.split(",").map((each) => each.trim().split(" as ").reverse().join(":"));
    return `module.exports={${members.join(",")}};`;
  });
}

/** The chunks that some sources need, by name, without those that another bundle has. */
function chunksOf(sources, metafile, others) {
  const outputs = Object.entries(metafile.outputs);
  const pending = outputs.filter(([, output]) => sources.includes(output.entryPoint)).map(([path]) => path);
  const chunks = new Set();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = basename(path);
    if (chunks.has(name) || others.has(name)) continue;
    chunks.add(name);
    for (const used of metafile.outputs[path].imports) {
      if (used.kind === "import-statement" && !used.external) pending.push(used.path);
    }
  }
  return chunks;
}

/** The files that a worker needs, loaded at once or later: those of the bundles aside, its chunks and their data. */
function workerFiles(metafile, bundled) {
  const outputs = Object.entries(metafile.outputs);
  const pending = outputs
    .filter(([, { entryPoint }]) => entryPoint === programs.worker)
    .map(([path]) => path);
  const files = new Set();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const name = path.startsWith("./") ? path.slice(2) : basename(path);
    if (files.has(name)) continue;
    files.add(name);
    for (const used of metafile.outputs[path]?.imports ?? []) pending.push(used.path);
  }
  return [...files].filter((name) => !bundled.has(name)).sort();
}

/** One script with some chunks, as functions by name. */
function bundleText(chunks) {
  const entries = chunks.map(
    ({ name, code }) => `${JSON.stringify(`./${name}`)}:(function(module,exports,require){${code}\n})`,
  );
  return `module.exports={${entries.join(",\n")}};\n`;
}

/** A script that the launcher runs: the value of a script is its last expression. */
function asFunction(code) {
  return `(function(module,require,open){${code}\n})`;
}

/** The core: its chunks, each run when it is first asked for, and the function that asks. It opens the other bundle too. */
function coreText(chunks, serve) {
  return `${bundleText(chunks)}const chunks=module.exports;
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
module.exports=load;
`;
}

/** A chunk of its own takes chunks of the bundles from there, so that each exists once in a process. */
function fromBundles(code, bundled) {
  return code.replace(/require\("(\.\/[^"]+)"\)/g, (whole, name) =>
    bundled.has(name.slice(2)) ? `require("./kong-lint.cjs").core(${JSON.stringify(name)})` : whole,
  );
}

/** Keeps what the engine compiles on runs of its own, so that later runs of the same Node need not compile it again. */
async function writeCodeCaches(outdir) {
  const file = join(root, "test/fixtures/well-kept/kong.conf");
  await writeCodeCache(outdir, "core", [file], () => undefined);
  await writeCodeCache(outdir, "serve", ["lsp", "--stdio"], (child) => haveSession(child, file));
}

async function writeCodeCache(outdir, bundle, argv, converse) {
  const child = spawn(process.execPath, [join(outdir, "kong-lint.cjs"), ...argv], {
    env: { ...process.env, KONG_LINT_WRITE_CODE_CACHE: bundle, NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (bytes) => {
    output += bytes;
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  converse(child);
  const code = await ended;
  if (code !== 0) throw new Error(`the built program does not run (${argv.join(" ")}): ${code} ${output}`);
}

/** A short session with the language server: a document is opened and edited, and the client goes. */
function haveSession({ stdin, stdout }, file) {
  const text = readFileSync(file, "utf8");
  const uri = "file:///kong.conf";
  const position = { line: 0, character: 0 };
  const change = { range: { start: position, end: position }, text: "# a remark\n" };
  const steps = [
    [/"id":1\b/, { method: "initialized", params: {} }],
    [
      /^/,
      {
        method: "textDocument/didOpen",
        params: { textDocument: { uri, languageId: "kong-conf", version: 1, text } },
      },
    ],
    [
      /"version":1\b/,
      {
        method: "textDocument/didChange",
        params: { textDocument: { uri, version: 2 }, contentChanges: [change] },
      },
    ],
    [/"version":2\b/, { id: 2, method: "shutdown" }],
    [/"id":2\b/, { method: "exit" }],
  ];
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  let heard = "";
  stdout.on("data", (bytes) => {
    heard += bytes;
    while (steps[0]?.[0].test(heard)) send(steps.shift()[1]);
  });
  send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
}

/** The extension: one script for desktops, and one for browsers. */
async function buildClient() {
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    legalComments: "none",
    charset: "ascii",
    loader: markdown,
    plugins: [jsonAsText, quickChevrotain],
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
  await build({
    ...shared,
    entryPoints: ["client/extension-web.ts"],
    // The libraries have an entry of their own for browsers.
    platform: "browser",
    mainFields: ["browser", "module", "main"],
    target: "es2022",
    format: "cjs",
    external: ["vscode"],
    outfile: outfile("extension-web.js"),
  });
}

await buildNode();
await buildClient();
await import("./tools/types.mjs");
