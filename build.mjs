/**
 * Builds `dist/`: every program of the project, bundled, without runtime dependencies.
 *
 * The bundler splits the code into chunks that several programs share and that load when first needed, which it can do
 * for ES modules only. CommonJS starts faster in Node, so each chunk is turned into CommonJS afterwards.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

/** The pages of the rules, as one module: `explain` and the reports that carry them read it. */
const markdown = { ".md": "text" };

async function buildNode() {
  const outdir = join(root, "dist");
  const result = await build({
    absWorkingDir: root,
    entryPoints: { "kong-lint": "server/cli/bin.ts", index: "server/index.ts" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // Some packages' CommonJS form cannot be bundled; the module form always can.
    mainFields: ["module", "main"],
    outdir,
    outExtension: { ".js": ".cjs" },
    chunkNames: "chunks/[name]-[hash]",
    minify: true,
    legalComments: "none",
    loader: markdown,
    plugins: [jsonAsText],
    define: { KONG_LINT_VERSION: JSON.stringify(version) },
    write: false,
    metafile: process.argv.includes("--metafile"),
    logLevel: "warning",
  });
  rmSync(outdir, { recursive: true, force: true });
  for (const file of result.outputFiles) {
    const isEntry = file.path.endsWith("kong-lint.cjs");
    const source = file.text.replace(/^#!.*\n/, "");
    const { code } = await transform(source, {
      format: "cjs",
      platform: "node",
      target: "node20.19",
      minify: true,
      // `import()` of a CommonJS file would load Node's module loader, and hide the exports behind a default one.
      supported: { "dynamic-import": false },
    });
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, (isEntry ? "#!/usr/bin/env node\n" : "") + code, {
      mode: isEntry ? 0o755 : 0o644,
    });
  }
  if (result.metafile !== undefined)
    writeFileSync(join(outdir, "meta.json"), JSON.stringify(result.metafile));
}

await buildNode();
