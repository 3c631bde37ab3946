import { type Span, sliceSpan, span } from "../../grammar/text/span.ts";
import { wordTable } from "../../grammar/text/word-table.ts";

/** What opens a place that something fills in before Kong starts, and what closes it. */
const CLOSING: Readonly<Record<string, string>> = wordTable({
  "{{": "}}",
  "{%": "%}",
  "<%": "%>",
  "${": "}",
  "$(": ")",
});
const OPENING = /\{\{|\{%|<%|\$\{|\$\(/g;

/** A template, a variable in braces or a command in a text. */
interface Place {
  readonly start: number;
  /** Undefined where it is not closed in the text. */
  readonly end: number | undefined;
}

/** The outermost templates, variables in braces and commands of a text, in order. */
function places(text: string): readonly Place[] {
  const found: Place[] = [];
  const isOpen = new Set<string>();
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const { 0: opening, index: start } = match;
    // Where one has no end, the ones in it are not looked at: each would be searched to the end of the text.
    if (isOpen.has(opening)) continue;
    const end = placeEnd(text, start, opening);
    if (end === undefined) isOpen.add(opening);
    else OPENING.lastIndex = end;
    found.push({ start, end });
  }
  return found;
}

/** The offset after the closing sign. Braces and brackets of a shell may be nested. */
function placeEnd(text: string, start: number, opening: string): number | undefined {
  const closing = CLOSING[opening] ?? "";
  if (closing.length === 2) {
    const at = text.indexOf(closing, start + 2);
    if (at === -1) return undefined;
    let end = at + 2;
    if (closing === "}}") while (text.charAt(end) === "}") end++;
    return end;
  }
  const opens = opening.charAt(1);
  let depth = 1;
  for (let at = start + 2; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === opens) depth++;
    else if (sign === closing && --depth === 0) return at + 1;
  }
  return undefined;
}

/** A quick answer for most texts. */
function mayHoldPlaces(text: string): boolean {
  return text.includes("{{") || text.includes("<%") || text.includes("$") || text.includes("{%");
}

/**
 * The text with a plain letter for each character of what something fills in: blanks, quotes and signs in a template are
 * none of the text around it. Offsets stay.
 */
export function flattened(text: string): string {
  if (!mayHoldPlaces(text)) return text;
  let result = "";
  let reached = 0;
  for (const { start, end } of places(text)) {
    if (end === undefined) continue;
    result += text.slice(reached, start) + "x".repeat(end - start);
    reached = end;
  }
  return result + text.slice(reached);
}

/** Longer templates are none, but a brace that nobody closed. */
const MOST_CHARACTERS = 2000;
const LINE = /[^\s#;](?:[^\r\n]*\S)?/g;

/**
 * The further lines of a template that begins in a part of a text and ends on a later line, without the blanks around them: to a
 * reader of settings each is a statement of its own. A line of a comment begins with its sign.
 */
export function furtherLines(text: string, part: Span): readonly Span[] {
  const written = sliceSpan(text, part);
  if (!mayHoldPlaces(written)) return [];
  const open = places(written).find((place) => place.end === undefined);
  if (open === undefined) return [];
  const start = part.start + open.start;
  const length = placeEnd(text.slice(start, part.end + MOST_CHARACTERS), 0, text.slice(start, start + 2));
  if (length === undefined) return [];
  const lineEnd = text.indexOf("\n", start + length);
  const rest = text.slice(part.end, lineEnd === -1 ? text.length : lineEnd);
  return [...rest.matchAll(LINE)].map(({ 0: line, index }) =>
    span(part.end + index, part.end + index + line.length),
  );
}
