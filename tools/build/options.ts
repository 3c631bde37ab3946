import { type BuildOptions, build, type Metafile, type OutputFile } from "esbuild";
import { thisVersion } from "./program-version.ts";
import { root } from "./project.ts";

/** What all bundles have in common. */
const SHARED = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // Licences are in THIRD-PARTY-NOTICES.txt, whole.
  legalComments: "none",
  charset: "ascii",
  define: { KONG_LINT_PROGRAM: JSON.stringify(JSON.stringify(thisVersion())) },
  logLevel: "warning",
} as const satisfies BuildOptions;

/** Bundles with the options that all builds share; nothing is written. */
export async function bundle(
  options: BuildOptions,
): Promise<{ readonly outputFiles: readonly OutputFile[]; readonly metafile: Metafile }> {
  const define = { ...SHARED.define, ...options.define };
  return build({ ...SHARED, ...options, define, write: false, metafile: true });
}
