import type { Style } from "../report/style.ts";

/** Markdown for a terminal: headings stand out, code is coloured, fences go; without colours the text stays Markdown. */
export function markdownText(markdown: string, style: Style): string {
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.trimEnd().split("\n")) {
    if (/^`{3,}/.test(line)) {
      isCode = !isCode;
      lines.push(style.paint("faint", line));
    } else if (isCode) lines.push(style.paint("code", line));
    else if (/^#+ /.test(line)) lines.push(style.paint("strong", line));
    else lines.push(style.prose(line));
  }
  return `${lines.join("\n")}\n`;
}
