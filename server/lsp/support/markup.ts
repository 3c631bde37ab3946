import type { MarkupContent } from "vscode-languageserver";
import { largest } from "../../../grammar/text/large-lists.ts";

/** More characters of a value than this say nothing more. */
const MOST = 120;

/** Markdown for a client that shows it, and the same words without its signs for one that does not. */
export function markup(markdown: string, asMarkdown: boolean): MarkupContent {
  return asMarkdown
    ? { kind: "markdown", value: markdown }
    : { kind: "plaintext", value: withoutSigns(markdown) };
}

/** Markdown with each paragraph on one line: some clients break lines where its author did. Code stays as it is. */
export function withWholeParagraphs(markdown: string): string {
  return markdown
    .split(/(^```[\s\S]*?^```)/m)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(SOFT_BREAK, " ")))
    .join("");
}

/** A line break in a paragraph or an item of a list. */
const SOFT_BREAK = /(?<=\S)\n[ \t]*(?=[^\s>|#*+\-\d]|\d+(?![\d.)]))/g;

/** A value, name or word as code: on one line, not too long, whatever it holds. Never for a secret. */
export function inlineCode(text: string): string {
  const line = shorten(text.replace(/\s+/g, " "));
  if (line === "" || line === " ") return "an empty text";
  const longest = largest(
    [...line.matchAll(/`+/g)].map(([signs]) => signs.length),
    0,
  );
  const fence = "`".repeat(longest + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** The first characters of a text that is too long to be read. */
export function shorten(text: string, most = MOST): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function withoutSigns(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, "")
    .replace(/^#+ +/gm, "")
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replace(/\*\*|~~|`/g, "")
    .replace(/^---$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
