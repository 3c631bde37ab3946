import { type Span, span } from "../../../grammar/text/span.ts";
import type { SourceId } from "../../model/location.ts";
import type { Piece } from "../../model/value.ts";
import type { Lookup } from "../shared/variables.ts";

/** A text to read, and what is known of the variables around it. */
export interface EnvFileInput {
  readonly source: SourceId;
  readonly text: string;
  /** The variables of the shell that starts the reader. */
  readonly lookup: Lookup;
}

/** One variable that a reader gets out of a file. */
export interface EnvStatement {
  readonly name: string;
  readonly nameSpan: Span;
  /** `passed-on`: the name stands alone. */
  readonly kind: "assignment" | "passed-on";
  /** undefined: the reader sets nothing (a name alone that is not set elsewhere). */
  readonly pieces: readonly Piece[] | undefined;
  /** The value with its quotes. */
  readonly written: Span;
  /** The value without its quotes. */
  readonly inner: Span;
  readonly quote: '"' | "'" | undefined;
  readonly exported: boolean;
  /** Whether variables were filled in. */
  readonly expanded: boolean;
}

/** Something that a reader drops, changes or refuses. */
export interface EnvNote {
  readonly kind:
    | "syntax"
    | "word-lost"
    | "name-changed"
    | "quotes-kept"
    | "dollar-eaten"
    | "duplicate"
    | "removed";
  readonly at: Span;
  readonly name: string | undefined;
  readonly refuses: boolean;
  /** True for what follows from another note. */
  readonly isConsequence?: true;
  readonly before: string;
  readonly after: string | undefined;
  /** A clause for people that begins with a verb: `refuses names with blanks`. */
  readonly detail: string;
}

/** A file as one reader has it. */
export interface EnvFileReading {
  readonly statements: readonly EnvStatement[];
  readonly notes: readonly EnvNote[];
}

/** The offset of the line break that ends the line of an offset, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The line of an offset without its line break. */
export function lineAt(text: string, at: number): Span {
  const start = at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const end = lineEnd(text, at);
  return span(start, end > start && text.charAt(end - 1) === "\r" ? end - 1 : end);
}

/** A byte order mark that begins the text. */
export function afterByteOrderMark(text: string): number {
  return text.startsWith("\ufeff") ? 1 : 0;
}
