import { createHash } from "node:crypto";
import type { Packing } from "../../server/cli/launch/packed-program.ts";
import { bundle } from "./options.ts";
import type { Built } from "./programs.ts";
import { manifest } from "./project.ts";

/**
 * The launcher, which knows the hash of each bundle: by it compiled code is told from that of another text.
 * @param texts of the bundles, or of the packs of a packed program
 * @param packing how the program is packed, if it is
 */
export async function buildLauncher(
  texts: Readonly<Record<string, string>>,
  packing?: Packing,
): Promise<Built> {
  // What is kept of a pack has its text as well.
  const kind = packing === undefined ? "" : "packed ";
  const hashes = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, hashOf(`${kind}${text}`)]),
  );
  const { outputFiles, metafile } = await bundle({
    entryPoints: ["server/cli/launch/launch.ts"],
    format: "cjs",
    platform: "node",
    // An old Node must be able to read it, to say which one is needed.
    target: "node18",
    outfile: "dist/kong-lint.cjs",
    define: {
      KONG_LINT_VERSION: JSON.stringify(manifest.version),
      KONG_LINT_HASHES: JSON.stringify(hashes),
      KONG_LINT_PACKING: JSON.stringify(packing) ?? "undefined",
    },
  });
  return { files: new Map(outputFiles.map(({ text }) => ["kong-lint.cjs", text])), metafile };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
