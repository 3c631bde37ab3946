import {
  type Detection,
  detectFormat,
  detectNamed,
  isCandidateName,
  loadFormat,
  mayHoldKong,
  NO_PROCESS,
} from "../formats/detect.ts";
import type { SourceFormat } from "../model/format.ts";
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
  choose(source: SourcePath, text: string): Promise<ChosenFormat>;
}

/** UTF-16 units that are looked at to tell what a file is. */
export const SAMPLE = 16 * 1024;

/** By all formats of this program. */
export const ALL_FORMATS: Formats = {
  isCandidate: (path) => isCandidateName(path) || mayHoldKong(path),
  async choose(source, text) {
    const { format, reason } = detect(source, text.slice(0, SAMPLE));
    if (format === undefined) return { format, reason };
    const loaded = await loadFormat(format, text);
    return loaded === undefined ? { format: undefined, reason: NO_PROCESS } : { format: loaded, reason };
  },
};

function detect({ shown, named }: SourcePath, sample: string): Detection {
  return named ? detectNamed(shown, sample) : detectFormat(shown, sample);
}
