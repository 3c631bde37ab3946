import { type Span, sliceSpan } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";

/** Where a new line goes. */
export interface InsertionPlace {
  /** The end of the line that it follows, or the start of the line that it precedes. */
  readonly offset: number;
  /** `after`: the line break comes first, then the new line. `before`: the other way round. */
  readonly side: "after" | "before";
  readonly indent: string;
}

/** The line after a statement, with its indentation. */
export function placeAfter(text: string, { lineSpan }: Assignment): InsertionPlace {
  const indent = /^[ \t]*/.exec(sliceSpan(text, lineSpan))?.[0] ?? "";
  return { offset: lineEnd(text, lineSpan.end), side: "after", indent };
}

/** The end of a text. */
export function placeAtEnd(text: string): InsertionPlace {
  const isOpen = text !== "" && !text.endsWith("\n");
  return { offset: text.length, side: isOpen ? "after" : "before", indent: "" };
}

/** The start of the line of a statement. */
export function placeBefore({ start }: Span): InsertionPlace {
  return { offset: start, side: "before", indent: "" };
}

/** The edit that adds a line, with the line break that the text has. */
export function insertLine(text: string, { offset, side, indent }: InsertionPlace, line: string): TextEdit {
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? "\n";
  const newText = side === "after" ? `${lineBreak}${indent}${line}` : `${indent}${line}${lineBreak}`;
  return { span: { start: offset, end: offset }, newText };
}

/** The end of the line that holds the offset, its line break not included. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text.charAt(at - 1) === "\r" ? at - 1 : at;
}
