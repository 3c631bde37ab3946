import { decodeText, encodeText } from "../../grammar/text/decode-text.ts";
import { NO_PROCESS } from "../formats/detect.ts";
import { asEnvironment } from "../formats/referenced-format.ts";
import type { SourceFormat, Surroundings } from "../model/format.ts";
import { SourceDocument } from "../model/source-document.ts";
import { FileError } from "../platform/file-error.ts";
import { FileTooLarge } from "../platform/file-too-large.ts";
import type { FormatSetting } from "../settings/resolved-settings.ts";
import { ALL_FORMATS, type Formats } from "./choose-format.ts";
import { linkWithReferences, type ResolvedSource } from "./link-references.ts";
import type { Snapshot } from "./snapshot.ts";
import type { SourcePath } from "./source-path.ts";

/** A source that can be linted, one that is left alone, or one that cannot be read. */
export type OpenedSource =
  | {
      readonly kind: "opened";
      readonly source: ResolvedSource;
      readonly reason: string;
      /** False for UTF-16, in which an edit would be a piece of another encoding. */
      readonly mayBeFixed: boolean;
    }
  | {
      readonly kind: "left-alone";
      readonly reason: string;
      /** What was read, where none of its processes is one of Kong. */
      readonly source?: ResolvedSource;
    }
  | { readonly kind: "problem"; readonly reason: string };

/** What opening a source needs beside its path. */
export interface OpenDeps {
  readonly snapshot: Snapshot;
  /** The working folder, absolute. */
  readonly folder: string;
  /** Further folders over which the run goes, absolute. */
  readonly roots?: readonly string[];
  /** What surrounds a source of a format. */
  surroundings?(format: SourceFormat): Promise<Surroundings>;
  /** What the settings say about the format of the source. */
  readonly format?: FormatSetting | undefined;
  /** Absent: all of this program. */
  readonly formats?: Formats;
  /** For those who ask for variables: files of them are read as their reader does. */
  readonly asEnvironment?: boolean;
}

/** No configuration is larger; what is would only be read to find that it is none. */
export const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Tells what a file is, and links it with the files to which it refers: open, detect, parse, link.
 * @param read its bytes; absent: those on disk
 */
export async function openSource(
  source: SourcePath,
  deps: OpenDeps,
  read: () => Promise<Uint8Array> = () => bytesOf(source.absolute, deps.snapshot),
): Promise<OpenedSource> {
  try {
    return await openBytes(await read(), source, deps);
  } catch (error) {
    if (error instanceof FileTooLarge) return tooLarge(error.size);
    if (error instanceof FileError) return { kind: "problem", reason: error.message };
    throw error;
  }
}

async function bytesOf(path: string, snapshot: Snapshot): Promise<Uint8Array> {
  const text = snapshot.textOf(path);
  return text === undefined ? snapshot.files.read(path, MOST_BYTES) : encodeText(text);
}

async function openBytes(bytes: Uint8Array, source: SourcePath, deps: OpenDeps): Promise<OpenedSource> {
  if (bytes.length > MOST_BYTES) return tooLarge(bytes.length);
  const { text, encoding } = decodeText(bytes);
  if (encoding === "binary") return { kind: "problem", reason: "is binary data, not a configuration" };
  const { format: chosen, reason } = await (deps.formats ?? ALL_FORMATS).choose(source, text, deps.format);
  if (chosen === undefined) return { kind: "left-alone", reason };
  const format = deps.asEnvironment === true ? await asEnvironment(chosen) : chosen;
  const parsed = format.parse(new SourceDocument(source.shown, text));
  const surroundings = await deps.surroundings?.(format);
  const resolved = await linkWithReferences(parsed, {
    snapshot: deps.snapshot,
    folder: deps.folder,
    path: source.absolute,
    ...(deps.roots === undefined ? {} : { roots: deps.roots }),
    ...(surroundings === undefined ? {} : { surroundings }),
  });
  if (resolved.linked.units.length === 0) return { kind: "left-alone", reason: NO_PROCESS, source: resolved };
  return { kind: "opened", source: resolved, reason, mayBeFixed: encoding === "utf-8" };
}

function tooLarge(bytes: number): OpenedSource {
  const size = `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return {
    kind: "problem",
    reason: `is too large (${size}; the limit is ${MOST_BYTES / 1024 / 1024} MB)`,
  };
}
