import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { editLibrary, libraryEdits } from "../library-edits.ts";

/** Takes libraries with the edits of the table. */
export const editedLibraries: Plugin = {
  name: "edited-libraries",
  setup(build) {
    const files = [...new Set(libraryEdits.map(({ file }) => file))];
    const filter = new RegExp(`node_modules[\\\\/](?:${files.map(pattern).join("|")})$`);
    build.onLoad({ filter }, ({ path }) => {
      const contents = editLibrary(path, readFileSync(path, "utf8"));
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
  },
};

function pattern(file: string): string {
  return file.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]");
}
