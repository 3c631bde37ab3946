import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { editLibrary } from "../library-edits.ts";

/** Takes libraries with the edits of the table. */
export const editedLibraries: Plugin = {
  name: "edited-libraries",
  setup(build) {
    const filter = /node_modules[\\/](?:chevrotain|vscode-jsonrpc|vscode-languageserver)[\\/].+\.js$/;
    build.onLoad({ filter }, ({ path }) => {
      const contents = editLibrary(path, readFileSync(path, "utf8"));
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
  },
};
