import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "../project.ts";

/**
 * The programs of Node and the worker of browsers are made of the same chunks. So libraries that have a form for each are
 * taken in the one that runs in both, and what only a worker asks for is found although the build is one for Node.
 */
export const browserForms: Plugin = {
  name: "browser-forms",
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => inPackage("yaml/browser/dist/index.js", root));
    build.onResolve(
      { filter: /^vscode-(?:jsonrpc|languageserver|languageserver-protocol)\/browser$/ },
      ({ path, resolveDir }) => inPackage(path.replace(/\/browser$/, "/lib/browser/main.js"), resolveDir),
    );
  },
};

/** A package may have its own copy of a library, which a worker must then take as a whole. */
function inPackage(path: string, folder: string): { readonly path: string } {
  const file = join(folder, "node_modules", path);
  return existsSync(file) || folder === root ? { path: file } : inPackage(path, dirname(folder));
}
