import { join } from "node:path";
import { builtFiles, dist, manifest, root } from "../../build/project.ts";
import { npmManifest } from "../manifests.ts";
import { mustRun } from "../run.ts";
import { copyFrom, copyTexts, emptyFolder, writeJson } from "../stage.ts";

/**
 * Packs the npm package from a folder of its own, for its manifest is not that of the repository.
 * @param out the folder that gets it
 * @returns the path of the tarball
 */
export function packTarball(out: string): string {
  const stage = join(out, "stage/npm");
  emptyFolder(stage);
  copyFrom(dist, join(stage, "dist"), builtFiles());
  copyFrom(root, stage, ["server/settings/generated/settings.schema.json"]);
  copyTexts(stage, ["README.md"]);
  writeJson(join(stage, "package.json"), npmManifest());
  mustRun("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], { cwd: stage });
  return join(out, `${manifest.name}-${manifest.version}.tgz`);
}
