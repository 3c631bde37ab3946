import { FileError } from "../platform/file-error.ts";
import { joinPath, parentFolder } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { checkSettings } from "./check-settings.ts";
import { type ParsedSettings, parseSettings } from "./parse-settings.ts";
import { checkRequires } from "./settings-checks.ts";
import { settingsError } from "./settings-error.ts";
import type { SettingsLayer } from "./settings-layer.ts";

/** What of the files is asked for settings. */
export type SettingsFiles = Pick<FileSystem, "facts" | "read">;

/** What reading settings files stands on. */
export interface SettingsReading {
  readonly files: SettingsFiles;
  /** The version of this program, for `requires`. */
  readonly version: string;
  /** How messages name a path. */
  show(path: string): string;
}

/**
 * Reads a settings file and all that it extends: layers in the order in which they apply, the file itself last.
 * @param path absolute
 * @throws UserError for a file that cannot be read or is wrong, for a circle of `extends`, and for more files than
 * anybody needs
 */
export async function readSettingsFile(
  path: string,
  reading: SettingsReading,
): Promise<readonly SettingsLayer[]> {
  const files = { left: MOST_FILES };
  return readLayers(path, reading, [], files);
}

/** Files that one may extend, directly and by others, each as often as it is named. */
const MOST_FILES = 100;

async function readLayers(
  path: string,
  reading: SettingsReading,
  chain: readonly string[],
  files: { left: number },
): Promise<readonly SettingsLayer[]> {
  const shown = reading.show(path);
  const parsed = await parseSettings(path, await readText(path, reading, shown), shown);
  const values = checkSettings(parsed, shown);
  checkRequires(values, parsed, shown, reading.version);
  const folder = parentFolder(path);
  const layers: SettingsLayer[] = [];
  for (const [index, name] of (values.extends ?? []).entries()) {
    const target = joinPath(folder, name);
    const position = parsed.valueAt(["extends", index]);
    if (target === path || chain.includes(target)) {
      const circle = [...chain, path, target].slice([...chain, path].indexOf(target)).map(reading.show);
      throw settingsError(shown, position, `circular \`extends\`: ${circle.join(" -> ")}`);
    }
    if ((await reading.files.facts(target))?.kind !== "file") {
      throw settingsError(shown, position, `\`extends\`: file \`${name}\` not found`);
    }
    if (files.left-- === 0) {
      throw settingsError(shown, position, `\`extends\` includes more than ${MOST_FILES} settings files`);
    }
    layers.push(...(await readLayers(target, reading, [...chain, path], files)));
  }
  return [...layers, { values, folder, originOf: (way) => originIn(parsed, shown, way) }];
}

async function readText(path: string, { files }: SettingsReading, shown: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await files.read(path));
  } catch (error) {
    if (error instanceof FileError) throw settingsError(shown, undefined, error.message);
    throw settingsError(shown, undefined, "the file is not UTF-8");
  }
}

function originIn(parsed: ParsedSettings, shown: string, path: readonly (string | number)[]) {
  return { kind: "file" as const, name: shown, line: parsed.nameAt(path)?.line };
}
