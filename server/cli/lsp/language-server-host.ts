import type { ServerHost } from "../../lsp/server-host.ts";
import type { Platform } from "../../platform/platform.ts";
import { programVersion } from "../../platform/program-version.ts";

/** The machine below a language server: files are found as the command line does it. */
export function languageServerHost({ files }: Platform): ServerHost {
  return {
    program: programVersion,
    files,
    async findSources(folder, isNamedBySettings) {
      const { walkFolder } = await import("../lint/walk-folder.ts");
      return (await walkFolder(folder, { files, folder, gitignore: true, isNamedBySettings })).paths;
    },
    async openBaseline(path) {
      const { BaselineFile } = await import("../../workspace/baseline-file.ts");
      return BaselineFile.open(path, path, files, false);
    },
  };
}
