import type { BuildOptions } from "esbuild";
import { bundle } from "./options.ts";
import { editedLibraries } from "./plugins/edited-libraries.ts";
import { jsonAsText } from "./plugins/json-data.ts";
import type { Built } from "./programs.ts";

/** The extension: one script for desktops, and one for browsers. */
export async function buildExtension(): Promise<readonly Built[]> {
  return [
    await buildScript("extension.cjs", {
      entryPoints: ["client/extension.ts"],
      platform: "node",
      target: "node20",
    }),
    await buildScript("extension-web.js", {
      entryPoints: ["client/extension-web.ts"],
      // The libraries have an entry of their own for browsers.
      platform: "browser",
      mainFields: ["browser", "module", "main"],
      target: "es2022",
    }),
  ];
}

async function buildScript(name: string, options: BuildOptions): Promise<Built> {
  const { outputFiles, metafile } = await bundle({
    ...options,
    format: "cjs",
    external: ["vscode"],
    plugins: [jsonAsText, editedLibraries],
    outfile: name,
  });
  return { files: new Map(outputFiles.map(({ text }) => [name, text])), metafile };
}
