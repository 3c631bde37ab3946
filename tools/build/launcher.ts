import { createHash } from "node:crypto";
import { bundle } from "./options.ts";
import type { Built } from "./programs.ts";
import { manifest } from "./project.ts";

/** The launcher, which knows the hash of each bundle: by it compiled code is told from that of another text. */
export async function buildLauncher(bundles: Readonly<Record<string, string>>): Promise<Built> {
  const hashes = Object.fromEntries(Object.entries(bundles).map(([name, text]) => [name, hashOf(text)]));
  const { outputFiles, metafile } = await bundle({
    entryPoints: ["server/cli/launch/launch.ts"],
    format: "cjs",
    platform: "node",
    // An old Node must be able to read it, to say which one is needed.
    target: "node18",
    outfile: "dist/kong-lint.cjs",
    define: {
      KONG_LINT_VERSION: JSON.stringify(manifest.version),
      KONG_LINT_BUNDLES: JSON.stringify(hashes),
    },
  });
  return { files: new Map(outputFiles.map(({ text }) => ["kong-lint.cjs", text])), metafile };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
