import { contains, type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Assignment } from "../../model/assignment.ts";

const CLOSING: Readonly<Record<string, string>> = wordTable({
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "<%": "%>",
  "%{": "}",
  "<#": ">",
  "</#": ">",
});
/** What a tag begins with. */
export const TEMPLATE_OPENINGS: readonly string[] = Object.keys(CLOSING);
/** The signs of Terraform and FreeMarker are tags only before a directive: elsewhere they are plain characters. */
const OPENING = /\{\{|\{%|\{#|<%|%\{(?=~?[ \t]*(?:if|else|endif|for|endfor)\b)|<#(?=--|[a-z])|<\/#(?=[a-z])/g;
const COMMENT_IN_BRACES = /\{\{-?[ \t\r\n]*\/\*/y;

/**
 * The tags of template languages in a text: statements, expressions and comments of Jinja and Go, tags of ERB, directives
 * of Terraform and FreeMarker. In order, without overlap, UTF-16 offsets. A tag covers several lines only where it is the
 * first thing on its line, so that stray braces swallow nothing.
 */
export function templateSpans(text: string): Span[] {
  const spans: Span[] = [];
  const finder = new Finder(text);
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const end = tagEnd(text, match.index, match[0], finder);
    if (end === undefined) continue;
    spans.push(span(match.index, end));
    OPENING.lastIndex = end;
  }
  return spans;
}

/** The tags that stand in no value: those in a value belong to it and make it opaque. Both lists are in order. */
export function tagsOutsideValues(tags: readonly Span[], assignments: readonly Assignment[]): Span[] {
  let next = 0;
  return tags.filter((tag) => {
    while (next < assignments.length && (assignments[next]?.lineSpan.end ?? 0) <= tag.start) next++;
    const assignment = assignments[next];
    return assignment === undefined || !contains(assignment.rawValueSpan, tag);
  });
}

function tagEnd(text: string, start: number, opening: string, finder: Finder): number | undefined {
  const { closing, from } = closingOf(text, start, opening, finder);
  const close =
    from === -1 ? -1 : closing === ">" ? endOfDirective(text, from, finder) : finder.next(closing, from);
  if (close === -1) return undefined;
  const lineEnd = finder.next("\n", start);
  if (lineEnd !== -1 && lineEnd < close && !beginsLine(text, start)) return undefined;
  let end = close + closing.length;
  if (opening === "{{") while (text.charAt(end) === "}") end++;
  return end;
}

/** What ends a tag, and from where on it is looked for; -1 for a comment of Go's that has no end. */
function closingOf(
  text: string,
  start: number,
  opening: string,
  finder: Finder,
): { readonly closing: string; readonly from: number } {
  if (opening === "<#" && text.startsWith("<#--", start)) return { closing: "-->", from: start + 4 };
  const closing = CLOSING[opening] ?? "";
  COMMENT_IN_BRACES.lastIndex = start;
  if (opening === "{{" && COMMENT_IN_BRACES.test(text))
    return { closing, from: finder.next("*/", COMMENT_IN_BRACES.lastIndex) };
  return { closing, from: start + opening.length };
}

/** FreeMarker's `>` ends a directive, unless it stands in brackets: `<#if (size > 1)>`. It is on the same line. */
function endOfDirective(text: string, from: number, finder: Finder): number {
  const lineEnd = finder.next("\n", from);
  let depth = 0;
  for (let at = from; at < (lineEnd === -1 ? text.length : lineEnd); at++) {
    const character = text.charAt(at);
    if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === ">" && depth <= 0) return at;
  }
  return -1;
}

function beginsLine(text: string, offset: number): boolean {
  let at = offset;
  while (at > 0 && (text.charAt(at - 1) === " " || text.charAt(at - 1) === "\t")) at--;
  return at === 0 || text.charAt(at - 1) === "\n";
}

/** Finds the next place of a few words from ever later offsets; what was found once is not searched again. */
class Finder {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The first offset at or after `from` where `word` stands, or -1. `from` must not fall from call to call of one word. */
  next(word: string, from: number): number {
    const known = this.#found.get(word);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const at = this.#text.indexOf(word, from);
    this.#found.set(word, at);
    return at;
  }
}
