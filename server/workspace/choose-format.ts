import {
  type Detection,
  detectFormat,
  detectNamed,
  isCandidateName,
  loadFormat,
  mayHoldKong,
  NO_PROCESS,
} from "../formats/detect.ts";
import { formatNamed } from "../formats/format-names.ts";
import type { SourceFormat } from "../model/format.ts";
import { NO_FORMAT } from "../settings/declaration.ts";
import type { FormatSetting } from "../settings/resolved-settings.ts";
import type { SourcePath } from "./source-path.ts";

/** The format of a text, or the reason why it is left alone. */
export interface ChosenFormat {
  readonly format: SourceFormat | undefined;
  readonly reason: string;
}

/** How the formats of files are told. */
export interface Formats {
  /** Whether a file is worth reading, going by its path. */
  isCandidate(path: string): boolean;
  /** @param setting what the settings say about the format of this file */
  choose(source: SourcePath, text: string, setting: FormatSetting | undefined): Promise<ChosenFormat>;
}

/** UTF-16 units that are looked at to tell what a file is. */
export const SAMPLE = 16 * 1024;

/** By all formats of this program. */
export const ALL_FORMATS: Formats = {
  isCandidate: (path) => isCandidateName(path) || mayHoldKong(path),
  async choose(source, text, setting) {
    const { format, reason } = setting === undefined ? detect(source, text) : detectionBy(setting);
    if (format === undefined) return { format, reason };
    const loaded = await loadFormat(format, text);
    return loaded === undefined ? { format: undefined, reason: NO_PROCESS } : { format: loaded, reason };
  },
};

/** What a file is where the settings name its format, or say that it is not to be read. */
export function detectionBy({ value, glob, origin }: FormatSetting): Detection {
  const reason = `\`formats\` of ${origin.name}, ${glob}`;
  const format = value === NO_FORMAT ? undefined : formatNamed(value);
  return format === undefined ? { format: undefined, reason: `${reason}: ${value}` } : { format, reason };
}

function detect({ shown, named }: SourcePath, text: string): Detection {
  const sample = text.slice(0, SAMPLE);
  return named ? detectNamed(shown, sample) : detectFormat(shown, sample);
}
