import { wrapText } from "../../grammar/text/wrap-text.ts";
import type { Page } from "../report/page.ts";
import type { Style } from "../report/style.ts";

/**
 * Markdown for a terminal: headings, code and words in bold stand out in place of the signs that mark them, and prose fills the lines of the
 * page. Without a terminal the text stays as it is.
 */
export function markdownText(markdown: string, page: Page): string {
  const { style, measure } = page;
  const isOnTerminal = measure !== undefined;
  let isCode = false;
  let prose: string[] = [];
  const lines: string[] = [];
  const flush = () => {
    if (prose.length > 0) lines.push(...proseLines(prose, page));
    prose = [];
  };
  for (const line of markdown.trimEnd().split("\n")) {
    const isFence = /^`{3,}/.test(line);
    const isOther = isFence || isCode || line === "" || /^(?:#+ |\|)/.test(line);
    const begins = /^\s*(?:[-*]|\d+\.|>) /.test(line);
    if (isOther || begins || measure === undefined) flush();
    if (isFence) isCode = !isCode;
    if (isFence && isOnTerminal) continue;
    if (isFence) lines.push(style.paint("faint", line));
    else if (isCode) lines.push(`${isOnTerminal ? "    " : ""}${style.paint("code", line)}`);
    else if (/^#+ /.test(line))
      lines.push(style.paint("strong", isOnTerminal ? line.replace(/^#+ /, "") : line));
    else if (line === "" || line.startsWith("|")) lines.push(styled(line, style));
    else prose.push(line);
  }
  flush();
  return `${lines.join("\n")}\n`;
}

/** A paragraph, or an item of a list, with the words of its lines together. */
function proseLines(lines: readonly string[], { style, measure }: Page): readonly string[] {
  if (measure === undefined) return lines.map((line) => styled(line, style));
  const text = lines.map((line, index) => (index === 0 ? line : line.trim())).join(" ");
  const [, mark = "", words = ""] = /^(\s*(?:(?:[-*]|\d+\.|>) +)?)(.*)$/.exec(text) ?? [];
  const next = mark.includes(">") ? mark : " ".repeat(mark.length);
  return wrapText(words, Math.max(20, measure - mark.length), 0).map((line, index) =>
    styled(`${index === 0 ? mark : next}${line}`, style, true),
  );
}

/** Words in bold, and in backquotes. */
function styled(line: string, style: Style, isOnTerminal = false): string {
  const strong = (text: string) => style.paint("strong", isOnTerminal ? text.slice(2, -2) : text);
  return line
    .split(/(\*\*[^*`]+\*\*)/)
    .map((text, index) => (index % 2 === 1 ? strong(text) : style.prose(text)))
    .join("");
}
