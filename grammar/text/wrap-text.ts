/**
 * Breaks prose at blanks so that no line is longer than `columns`, all but the first `indent` cells shorter. Words in
 * backquotes stay together where a line has room for them; without `columns` nothing is broken.
 */
export function wrapText(text: string, columns: number | undefined, indent: number): readonly string[] {
  if (columns === undefined || text.length <= columns) return [text];
  const lines: string[] = [];
  let line = "";
  const words = (text.match(/`[^`\n]*`\S*|\S+/g) ?? []).flatMap((word) =>
    word.length > columns - indent ? word.split(" ") : [word],
  );
  for (const word of words) {
    const room = lines.length === 0 ? columns : columns - indent;
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
