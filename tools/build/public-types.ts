import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { root } from "./project.ts";

/**
 * The types of the public API as one file, `dist/index.d.cts`: the compiler emits a declaration for each module, and of those
 * only what `server/index.ts` exports or needs is kept.
 */
export async function publicTypes(): Promise<string> {
  const emitted = mkdtempSync(join(tmpdir(), "kong-lint-types-"));
  try {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", emitted];
    spawnSync(process.execPath, [compiler, "-p", join(root, "tsconfig.json"), ...flags]);
    const bundle = await rolldown({
      input: join(emitted, "server/index.d.ts"),
      plugins: [dts({ dtsInput: true, emitDtsOnly: true, tsconfig: false, oxc: true })],
    });
    const { output } = await bundle.generate({ format: "es" });
    await bundle.close();
    const [file] = output;
    if (file.imports.length > 0) throw new Error(`the public types need ${file.imports.join(", ")}`);
    return file.code;
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}
