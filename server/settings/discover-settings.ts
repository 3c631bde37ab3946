import { baseName, joinPath, parentFolder } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { settingsError } from "./settings-error.ts";

/** The names of a settings file. A folder may hold one of them. */
export const SETTINGS_NAMES: readonly string[] = [
  ".kong-lint.json",
  ".kong-lint.jsonc",
  ".kong-lint.yaml",
  ".kong-lint.yml",
];

/** Whether a path is named like a settings file. */
export function isSettingsPath(path: string): boolean {
  return SETTINGS_NAMES.includes(baseName(path));
}

/** Finds the settings file of a folder, remembering what it has seen. */
export class SettingsDiscovery {
  readonly #files: Pick<FileSystem, "facts">;
  readonly #found = new Map<string, Promise<string | undefined>>();

  constructor(files: Pick<FileSystem, "facts">) {
    this.#files = files;
  }

  /**
   * The nearest settings file from an absolute folder upward, the root of the repository (the folder with `.git`) being
   * the last that is looked at.
   * @throws UserError where a folder holds two
   */
  nearest(folder: string): Promise<string | undefined> {
    const known = this.#found.get(folder);
    if (known !== undefined) return known;
    const search = this.#search(folder);
    this.#found.set(folder, search);
    return search;
  }

  async #search(folder: string): Promise<string | undefined> {
    const here: string[] = [];
    for (const name of SETTINGS_NAMES) {
      if ((await this.#files.facts(joinPath(folder, name)))?.kind === "file") here.push(name);
    }
    const [first, second] = here;
    if (first !== undefined && second !== undefined) {
      const file = joinPath(folder, second);
      throw settingsError(file, undefined, `found both ${first} and ${second}; keep only one`);
    }
    if (first !== undefined) return joinPath(folder, first);
    const parent = parentFolder(folder);
    if (parent === folder || (await this.#files.facts(joinPath(folder, ".git"))) !== undefined)
      return undefined;
    return this.nearest(parent);
  }
}
