/**
 * Breaks prose at blanks so that no line is longer than `columns`, all but the first `indent` cells shorter. Words in
 * backquotes stay together; without `columns` nothing is broken.
 */
export function wrapText(text: string, columns: number | undefined, indent: number): readonly string[] {
  if (columns === undefined || text.length <= columns) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/`[^`\n]*`\S*|\S+/g) ?? []) {
    const room = lines.length === 0 ? columns : columns - indent;
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
