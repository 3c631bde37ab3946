import { append } from "../../grammar/text/large-lists.ts";
import { type Span, span } from "../../grammar/text/span.ts";
import { containsWord } from "../../grammar/text/text-facts.ts";
import type { SourceDocument } from "../model/source-document.ts";

const BEGIN = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----/g;
const END = "-----END";
/** A line of a key of which the end has been lost. */
const KEY_LINE = /(?:\r?\n|\\n)[ \t#;"']*[A-Za-z0-9+/=]{16,}(?=[\s\\"']|$)\\?/y;
const LAST_LINE = /^[ \t#;]*-----END [A-Z0-9 ]*PRIVATE KEY/gm;
const WHOLE_LINE = /^[ \t#;"']*[A-Za-z0-9+/=]{16,}[ \t\\]*\r?\n$/;
/** A PEM in base64; what follows tells certificates and public keys from the rest. */
const CODED = /LS0tLS1CRUdJTi(?!BD|BQVUJM)[A-Za-z0-9+/=_-]*/g;

/** The private keys in a text, whatever they belong to: what stands between the lines that begin and end them, line by line. */
export function privateKeys(document: SourceDocument): readonly Span[] {
  const { text } = document;
  const keys: Span[] = [];
  if (containsWord(document, "PRIVATE KEY")) {
    for (const { index } of text.matchAll(LAST_LINE)) append(keys, linesOf(text, linesBefore(text, index)));
    let end = 0;
    for (const { 0: whole, index } of text.matchAll(BEGIN)) {
      const start = index + whole.length;
      if (end !== -1 && end < start) end = text.indexOf(END, start);
      append(keys, linesOf(text, span(start, isEndOf(end, text, start) ? end : lostEnd(text, start))));
    }
  }
  if (containsWord(document, "LS0tLS1CRUdJTi")) {
    for (const { 0: whole, index } of text.matchAll(CODED)) keys.push(span(index, index + whole.length));
  }
  return keys;
}

/** Whether a key ends there, and not one that begins behind it. */
function isEndOf(end: number, text: string, start: number): boolean {
  return end !== -1 && !text.slice(start, end).includes("-----BEGIN");
}

/** The lines of a key before its last one, also where the first has been lost. */
function linesBefore(text: string, last: number): Span {
  let start = last;
  while (start > 0) {
    const before = start === 1 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    if (!WHOLE_LINE.test(text.slice(before, start))) break;
    start = before;
  }
  return span(start, last);
}

function lostEnd(text: string, start: number): number {
  KEY_LINE.lastIndex = start;
  let reached = start;
  while (KEY_LINE.test(text)) reached = KEY_LINE.lastIndex;
  return reached;
}

/** The lines of a key, without what a comment or a string has around them. */
function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\s#;"'\\]+(?:[ \t]+[^\s#;"'\\]+)*/g)].map(
    ({ 0: line, index }) => {
      // `\n` for a line break in a text of one line.
      const skipped = text.charAt(start + index - 1) === "\\" && line.startsWith("n") ? 1 : 0;
      return span(start + index + skipped, start + index + line.length);
    },
  );
}
