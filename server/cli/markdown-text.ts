import type { Style } from "../report/style.ts";

/** Markdown for a terminal: headings and words in bold stand out, code is colored; without colors the text stays Markdown. */
export function markdownText(markdown: string, style: Style): string {
  const styled = (text: string, index: number) =>
    index % 2 === 1 ? style.paint("strong", text) : style.prose(text);
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.trimEnd().split("\n")) {
    if (/^`{3,}/.test(line)) {
      isCode = !isCode;
      lines.push(style.paint("faint", line));
    } else if (isCode) lines.push(style.paint("code", line));
    else if (/^#+ /.test(line)) lines.push(style.paint("strong", line));
    else
      lines.push(
        line
          .split(/(\*\*[^*`]+\*\*)/)
          .map(styled)
          .join(""),
      );
  }
  return `${lines.join("\n")}\n`;
}
