/** The colours of a terminal: its own two, and those that programs name by a number, the bright kind apart. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly colors: readonly string[];
  readonly bright: readonly string[];
  /** Whether a bold text takes the bright kind of its colour. */
  readonly boldIsBright: boolean;
}

/**
 * A page with a terminal that shows this text.
 * @param text with the escape sequences for colour, bold, faint and underlined; links are left out
 * @param columns how wide the terminal is, in cells
 */
export function terminalHtml(text: string, palette: Palette, columns: number): string {
  const pieces = text.replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, "").split(/\u001b\[([\d;]*)m/);
  let codes: readonly number[] = [];
  const spans = pieces.map((piece, index) => {
    if (index % 2 === 1) {
      const given = piece.split(";").map(Number);
      codes = given.includes(0) ? [] : [...codes, ...given];
      return "";
    }
    return piece === "" ? "" : `<span style="${styleOf(codes, palette)}">${escaped(piece)}</span>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0 }
pre {
  display: inline-block; box-sizing: content-box; width: ${columns}ch; margin: 0; padding: 16px 20px;
  font: 14px/1.4 "DejaVu Sans Mono", monospace; white-space: pre;
  color: ${palette.foreground}; background: ${palette.background};
}
</style><pre>${spans.join("")}</pre>`;
}

function styleOf(codes: readonly number[], palette: Palette): string {
  const color = colorOf(codes, palette);
  return [
    codes.includes(1) ? "font-weight: bold" : "",
    codes.includes(2) ? "opacity: 0.6" : "",
    codes.includes(4) ? "text-decoration: underline" : "",
    color === undefined ? "" : `color: ${color}`,
  ]
    .filter((style) => style !== "")
    .join("; ");
}

/** The colour that a text with these parameters of SGR has; undefined for the terminal's own. */
export function colorOf(
  codes: readonly number[],
  { colors, bright, boldIsBright }: Palette,
): string | undefined {
  const named = codes.findLast((code) => code >= 30 && code <= 37);
  if (named === undefined) return undefined;
  return (boldIsBright && codes.includes(1) ? bright : colors)[named - 30];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
