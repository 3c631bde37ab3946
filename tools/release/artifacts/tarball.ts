import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dist, manifest, root } from "../../build/project.ts";
import { npmManifest } from "../manifests.ts";
import { mustRun } from "../run.ts";
import { copyFrom, copyTexts, emptyFolder, writeJson } from "../stage.ts";
import { writePackedProgram } from "./packed-program.ts";

const SCHEMA_FOLDER = "server/settings/generated";
const SCHEMA = `${SCHEMA_FOLDER}/settings.schema.json`;

/**
 * Packs the npm package from a folder of its own, for its manifest is not that of the repository, and its program is packed.
 * @param out the folder that gets it
 * @returns the path of the tarball
 */
export async function packTarball(out: string): Promise<string> {
  const stage = join(out, "stage/npm");
  emptyFolder(stage);
  await writePackedProgram(join(stage, "dist"));
  copyFrom(dist, join(stage, "dist"), ["index.d.cts"]);
  // npm orders files by what their names end with. Next to LICENSE, which has a third of its text, it is 4 KB smaller.
  cpSync(join(dist, "THIRD-PARTY-NOTICES.txt"), join(stage, "dist/THIRD-PARTY-NOTICES"));
  mkdirSync(join(stage, SCHEMA_FOLDER), { recursive: true });
  // Editors read it, and people the page of the settings: without its indentation it is 1 KB smaller.
  writeFileSync(join(stage, SCHEMA), JSON.stringify(JSON.parse(readFileSync(join(root, SCHEMA), "utf8"))));
  copyTexts(stage, ["README.md"]);
  writeJson(join(stage, "package.json"), npmManifest());
  mustRun("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", out], { cwd: stage });
  return join(out, `${manifest.name}-${manifest.version}.tgz`);
}
