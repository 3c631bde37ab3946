import { decodeText } from "../../../grammar/text/decode-text.ts";
import { type Detection, detectFormat, detectNamed } from "../../formats/detect.ts";
import type { SourceFormat } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { FileError } from "../../platform/file-error.ts";
import { FileTooLarge } from "../../platform/file-too-large.ts";
import type { FileSystem } from "../../platform/platform.ts";
import type { Io } from "../io.ts";
import type { SourcePath } from "./source-path.ts";

/** A source that can be linted, one that is left alone, or one that cannot be read; of standard input with its bytes. */
export type OpenedSource = Opening & { readonly bytes?: Uint8Array };

type Opening =
  | {
      readonly kind: "opened";
      readonly document: SourceDocument;
      readonly format: SourceFormat;
      readonly reason: string;
      /** False for UTF-16, in which an edit would be a piece of another encoding. */
      readonly mayBeFixed: boolean;
    }
  | { readonly kind: "left-alone"; readonly reason: string }
  | { readonly kind: "problem"; readonly reason: string };

/** No configuration is larger; what is would only be read to find that it is none. */
const MOST_BYTES = 32 * 1024 * 1024;
/** UTF-16 units that are looked at to tell what a file is. */
const SAMPLE = 16 * 1024;

/** Reads a file and tells what it is. */
export function openSource(source: SourcePath, files: FileSystem): Promise<OpenedSource> {
  return attempt(async () => {
    return openBytes(await files.read(source.absolute, MOST_BYTES), source);
  });
}

/** Reads standard input and tells what it is. */
export function openStdin(source: SourcePath, io: Io): Promise<OpenedSource> {
  return attempt(async () => {
    const bytes = await io.stdin();
    return { ...openBytes(bytes, source), bytes };
  });
}

async function attempt(open: () => Promise<OpenedSource>): Promise<OpenedSource> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof FileTooLarge) return tooLarge(error.size);
    if (error instanceof FileError) return { kind: "problem", reason: error.message };
    throw error;
  }
}

/** Tells what bytes are. */
function openBytes(bytes: Uint8Array, source: SourcePath): Opening {
  if (bytes.length > MOST_BYTES) return tooLarge(bytes.length);
  const { text, encoding } = decodeText(bytes);
  if (encoding === "binary") return { kind: "problem", reason: "is no text, so it is no configuration" };
  const { format, reason } = detect(source, text.slice(0, SAMPLE));
  if (format === undefined) return { kind: "left-alone", reason };
  return {
    kind: "opened",
    document: new SourceDocument(source.shown, text),
    format,
    reason,
    mayBeFixed: encoding === "utf-8",
  };
}

function detect({ shown, named }: SourcePath, sample: string): Detection {
  return named ? detectNamed(shown, sample) : detectFormat(shown, sample);
}

function tooLarge(bytes: number): Opening {
  const size = `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return {
    kind: "problem",
    reason: `has ${size}; no configuration has more than ${MOST_BYTES / 1024 / 1024} MB`,
  };
}
