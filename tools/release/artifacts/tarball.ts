import { join } from "node:path";
import { dist, manifest, root } from "../../build/project.ts";
import { npmManifest } from "../manifests.ts";
import { mustRun } from "../run.ts";
import { copyFrom, copyTexts, emptyFolder, writeJson } from "../stage.ts";
import { writePackedProgram } from "./packed-program.ts";

/**
 * Packs the npm package from a folder of its own, for its manifest is not that of the repository, and its program is packed.
 * @param out the folder that gets it
 * @returns the path of the tarball
 */
export async function packTarball(out: string): Promise<string> {
  const stage = join(out, "stage/npm");
  emptyFolder(stage);
  await writePackedProgram(join(stage, "dist"));
  copyFrom(dist, join(stage, "dist"), ["index.d.cts", "THIRD-PARTY-NOTICES.txt"]);
  copyFrom(root, stage, ["server/settings/generated/settings.schema.json"]);
  copyTexts(stage, ["README.md"]);
  writeJson(join(stage, "package.json"), npmManifest());
  mustRun("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], { cwd: stage });
  return join(out, `${manifest.name}-${manifest.version}.tgz`);
}
