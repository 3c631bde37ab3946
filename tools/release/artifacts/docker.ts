import { cpSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../build/project.ts";
import { copyFrom, emptyFolder } from "../stage.ts";
import type { Executable } from "./executable.ts";

/**
 * Makes the folder from which the image is built: its Dockerfile, and the executable for Linux.
 * @param out the folder that gets it
 * @returns the path of the folder
 */
export function makeDockerContext(out: string, executable: Executable): string {
  const folder = join(out, "docker");
  emptyFolder(folder);
  cpSync(join(root, "tools/release/docker/Dockerfile"), join(folder, "Dockerfile"));
  copyFrom(executable.folder, folder, [
    "kong-lint",
    "LICENSE",
    "THIRD-PARTY-NOTICES.txt",
    "NODE-LICENSE.txt",
  ]);
  return folder;
}
