import { bundle } from "./options.ts";
import type { Built } from "./programs.ts";

/** The script that GitHub's runner starts; it starts the program that lies beside it. */
export async function buildAction(): Promise<Built> {
  const { outputFiles, metafile } = await bundle({
    entryPoints: ["server/cli/action/action.ts"],
    format: "cjs",
    platform: "node",
    target: "node24",
    outfile: "dist/action.cjs",
  });
  return { files: new Map(outputFiles.map(({ text }) => ["action.cjs", text])), metafile };
}
