import { largest } from "../../grammar/text/large-lists.ts";
import { oneLine } from "./plain-text.ts";

/** Prose of a message as Markdown: its words in backquotes stay code, all else stays text, and nobody is mentioned. */
export function markdownProse(text: string): string {
  return oneLine(text)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part.slice(1, -1)) : escapeMarkdown(part)))
    .join("");
}

/** Text in which no sign has a meaning in Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~!@&]/g, (sign) => (sign === "@" ? "&#64;" : `\\${sign}`));
}

/** Inline code; backquotes inside need a longer fence. */
export function codeSpan(text: string): string {
  const longest = largest(
    [...text.matchAll(/`+/g)].map((run) => run[0].length),
    0,
  );
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + padding + text + padding + fence;
}
