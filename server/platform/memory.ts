import { FileError } from "./file-error.ts";
import { joinPath, parentFolder } from "./paths.ts";
import type { FileSystem, FolderEntry, Platform } from "./platform.ts";
import { CHANGED } from "./replacement.ts";

/** A machine that exists in memory only. */
export interface MemoryPlatform extends Platform {
  /** Contents by absolute path; what was written shows here. */
  readonly contents: Map<string, string>;
}

/** What may differ from an empty machine. */
export interface MemorySetup {
  /** Contents by path, relative ones below the working folder. Folders exist where files stand in them. */
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
}

/** Makes a machine in memory: no clock that moves, no terminal, no other programs. */
export function memoryPlatform(setup: MemorySetup = {}): MemoryPlatform {
  const workingFolder = setup.workingFolder ?? "/work";
  const contents = new Map(
    Object.entries(setup.files ?? {}).map(([path, text]) => [joinPath(workingFolder, path), text] as const),
  );
  return {
    contents,
    files: memoryFiles(contents, workingFolder),
    environment: setup.environment ?? {},
    workingFolder,
    terminal: { interactive: false, columns: undefined, showsErrors: () => false },
    now: () => 0,
    expectMany: async () => {},
    expectFew: async () => {},
    run: async () => ({ exitCode: undefined, stdout: new Uint8Array(), stderr: "" }),
  };
}

function memoryFiles(contents: Map<string, string>, workingFolder: string): FileSystem {
  const at = (path: string) => joinPath(workingFolder, path);
  const isFolder = (path: string) => [...contents.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    async facts(path) {
      const text = contents.get(at(path));
      if (text !== undefined) return { kind: "file", size: new TextEncoder().encode(text).length };
      return isFolder(at(path)) ? { kind: "folder", size: 0 } : undefined;
    },
    async read(path) {
      const text = contents.get(at(path));
      if (text === undefined) throw new FileError(path, "no such file or folder");
      return new TextEncoder().encode(text);
    },
    async write(path, content) {
      if (isFolder(at(path))) throw new FileError(path, "is a folder");
      contents.set(at(path), typeof content === "string" ? content : new TextDecoder().decode(content));
    },
    async replace(replacements) {
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      const changed = replacements.find(({ path, before }) => contents.get(at(path)) !== text(before));
      if (changed !== undefined) throw new FileError(changed.path, CHANGED);
      for (const { path, content } of replacements) contents.set(at(path), text(content));
    },
    async tidy() {
      return [];
    },
    async checkWritable(path) {
      if (isFolder(at(path))) throw new FileError(path, "is a folder");
    },
    async target(path) {
      return at(path);
    },
    async list(path) {
      if (!isFolder(at(path))) throw new FileError(path, "no such file or folder");
      const entries = new Map<string, FolderEntry>();
      for (const file of contents.keys()) {
        if (!file.startsWith(`${at(path)}/`)) continue;
        const name = file.slice(at(path).length + 1).split("/")[0] ?? "";
        const kind = parentFolder(file) === at(path) ? "file" : "folder";
        entries.set(name, { name, kind, isLink: false });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
