import type { OpenedFile, ServerHost } from "../../lsp/server-host.ts";
import type { Platform } from "../../platform/platform.ts";
import { programVersion } from "../../platform/program-version.ts";
import { openSource } from "../lint/open-source.ts";

/** The machine below a language server: files are found, read and taken for Kong's as the command line does it. */
export function languageServerHost({ files }: Platform): ServerHost {
  return {
    program: programVersion,
    files,
    async findSources(folder) {
      const { walkFolder } = await import("../lint/walk-folder.ts");
      return (await walkFolder(folder, { files, folder, gitignore: true })).paths;
    },
    async open(path, shown): Promise<OpenedFile | undefined> {
      const opened = await openSource({ shown, absolute: path, named: false }, files);
      return opened.kind === "opened" ? opened : undefined;
    },
    async openBaseline(path) {
      const { BaselineFile } = await import("../lint/baseline-file.ts");
      return BaselineFile.open(path, path, files, false);
    },
  };
}
