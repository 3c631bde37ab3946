import { decodeText } from "../../grammar/text/decode-text.ts";
import { FileError } from "../platform/file-error.ts";
import { joinPath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { SETTINGS_NAMES } from "../settings/discover-settings.ts";
import type { DocumentSettings } from "./document-analysis.ts";
import type { SettingsText } from "./feature.ts";
import { uriOfPath } from "./uri.ts";

/**
 * The settings file behind a document as it is on disk, or where a new one would go; undefined where neither may be changed.
 * @param folder where a new one would go
 */
export async function settingsTextOf(
  { file, isBroken }: Pick<DocumentSettings, "file" | "isBroken">,
  folder: string,
  files: FileSystem,
): Promise<SettingsText | undefined> {
  if (isBroken) return undefined;
  if (file === undefined) return newSettings(folder, files);
  try {
    const { text } = decodeText(await files.read(file));
    return { uri: uriOfPath(file), text };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** A file that came since the settings were read is not written over. */
async function newSettings(folder: string, files: FileSystem): Promise<SettingsText | undefined> {
  const paths = SETTINGS_NAMES.map((name) => joinPath(folder, name));
  const known = await Promise.all(paths.map((path) => files.facts(path)));
  const [first] = paths;
  if (first === undefined || known.some((facts) => facts !== undefined)) return undefined;
  return { uri: uriOfPath(first), text: undefined };
}
