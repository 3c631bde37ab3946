import { bundle } from "./options.ts";

/**
 * The script from which the snapshot of an executable is made. Such a script is one file, so it has the core in it.
 * @param core the text of `core.cjs`: an expression
 */
export async function buildExecutableMain(core: string): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: ["server/cli/launch/executable.ts"],
    format: "cjs",
    platform: "node",
    target: "node20.19",
    banner: { js: `const KONG_LINT_CORE=${core};` },
    outfile: "dist/executable.cjs",
  });
  return outputFiles[0]?.text ?? "";
}
