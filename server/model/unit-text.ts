import type { Channel } from "./assignment.ts";
import type { Surroundings } from "./format.ts";
import type { Source } from "./source.ts";

/** A variable or setting to be written into a new text. */
export interface EntryToWrite {
  readonly kind: "entry";
  /** The property of Kong; undefined for variables of other programs. */
  readonly property: string | undefined;
  readonly variable: string;
  /** undefined: a secret, in whose place the format writes a reference. */
  readonly value: string | undefined;
}

/** One part of a text to write. */
export type PartToWrite =
  | EntryToWrite
  /** One line, without its sign. */
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "blank" };

/** A process to be written as a text of its own. */
export interface UnitToWrite {
  readonly parts: readonly PartToWrite[];
  readonly image: string | undefined;
  /** Who is going to read the text, where the format has several readers: one of {@link UnitWriter.readers}. */
  readonly reader: string | undefined;
  /** Whether Kong knows `\#` in its file. */
  readonly escapeHash: boolean;
}

/** A process as a text of one format. */
export interface UnitText {
  readonly text: string;
  /** What the format reads of it. A text that is a part of a document is read within one. */
  readonly source: Source;
  /** What has to be known to read {@link source}. */
  readonly surroundings: Surroundings;
  /** Entries that the format has no way to write; they are not in the text. */
  readonly unwritten: readonly EntryToWrite[];
  /** A sentence for people: what the references to secrets need. */
  readonly referencesNeed: string;
}

/** How a format writes a process as a text of its own. */
export interface UnitWriter {
  /** The channel in which Kong gets what is written. */
  readonly channel: Channel;
  /** Whether variables of other programs can be written beside those of Kong. */
  readonly writesOthers: boolean;
  /** Whether the text says which image is run. */
  readonly writesImage: boolean;
  /** Who may read the text, the usual one first; empty where the format has one reader. */
  readonly readers: readonly string[];
  write(unit: UnitToWrite): UnitText;
}
