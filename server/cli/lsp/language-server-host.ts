import type { OpenedFile, ServerHost } from "../../lsp/server-host.ts";
import { parentFolder } from "../../platform/paths.ts";
import type { Platform } from "../../platform/platform.ts";
import { programVersion } from "../../platform/program-version.ts";
import { openSource } from "../../workspace/open-source.ts";
import { Snapshot } from "../../workspace/snapshot.ts";

/** The folder to which a shown path is relative. */
function workingFolderOf(path: string, shown: string): string {
  return path.endsWith(`/${shown}`) ? path.slice(0, -shown.length - 1) || "/" : parentFolder(path);
}

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
      const deps = { snapshot: Snapshot.of(files), folder: workingFolderOf(path, shown) };
      const opened = await openSource({ shown, absolute: path, named: false }, deps);
      return opened.kind === "opened" ? opened.source : undefined;
    },
    async openBaseline(path) {
      const { BaselineFile } = await import("../../workspace/baseline-file.ts");
      return BaselineFile.open(path, path, files, false);
    },
  };
}
