import { decodeText } from "../../../grammar/text/decode-text.ts";
import { type Detection, detectFormat, detectNamed, loadFormat, NO_PROCESS } from "../../formats/detect.ts";
import { dotenv } from "../../formats/dotenv/format.ts";
import type { SourceFormat, Surroundings } from "../../model/format.ts";
import { SourceDocument } from "../../model/source-document.ts";
import { FileError } from "../../platform/file-error.ts";
import { FileTooLarge } from "../../platform/file-too-large.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { linkWithReferences, type ResolvedSource } from "../../workspace/resolve-references.ts";
import type { Io } from "../io.ts";
import type { SourcePath } from "./source-path.ts";

/** A source that can be linted, one that is left alone, or one that cannot be read; of standard input with its bytes. */
export type OpenedSource = Opening & { readonly bytes?: Uint8Array };

type Opening =
  | {
      readonly kind: "opened";
      readonly source: ResolvedSource;
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
export function openSource(source: SourcePath, means: OpenMeans): Promise<OpenedSource> {
  return attempt(async () => openBytes(await means.files.read(source.absolute, MOST_BYTES), source, means));
}

/** What opening a source needs beside its own text. */
export interface OpenMeans {
  readonly files: FileSystem;
  /** The working folder, absolute. */
  readonly workingFolder: string;
  readonly surroundings?: Surroundings;
}

/** Reads standard input and tells what it is. */
export function openStdin(source: SourcePath, io: Io): Promise<OpenedSource> {
  return attempt(async () => {
    const bytes = await io.stdin();
    return { ...(await openBytes(bytes, source, io.platform)), bytes };
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

/** As {@link openSource}, for those who ask for variables: files of them are read as their reader does. */
export function openEnvironment(
  bytes: Uint8Array,
  source: SourcePath,
  means: OpenMeans,
): Promise<OpenedSource> {
  return attempt(async () => openBytes(bytes, source, means, await environmentFormat()));
}

async function environmentFormat(): Promise<SourceFormat> {
  const { envFileFormat } = await import("../../formats/env-file/env-file-format.ts");
  return envFileFormat;
}

/** Tells what bytes are, and reads the files to which they refer. */
async function openBytes(
  bytes: Uint8Array,
  source: SourcePath,
  { files, workingFolder, surroundings }: OpenMeans,
  ofVariables: SourceFormat = dotenv,
): Promise<Opening> {
  if (bytes.length > MOST_BYTES) return tooLarge(bytes.length);
  const { text, encoding } = decodeText(bytes);
  if (encoding === "binary") return { kind: "problem", reason: "is no text, so it is no configuration" };
  const detection = detect(source, text.slice(0, SAMPLE));
  if (detection.format === undefined) return { kind: "left-alone", reason: detection.reason };
  const isOfVariables = detection.format.id === dotenv.id;
  const format = isOfVariables ? ofVariables : await loadFormat(detection.format, text);
  if (format === undefined) return { kind: "left-alone", reason: NO_PROCESS };
  const resolved = await linkWithReferences(new SourceDocument(source.shown, text), format, {
    files,
    folder: workingFolder,
    path: source.absolute,
    ...(surroundings === undefined ? {} : { surroundings }),
  });
  if (resolved.linked.units.length === 0) return { kind: "left-alone", reason: NO_PROCESS };
  return {
    kind: "opened",
    source: resolved,
    reason: detection.reason,
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
