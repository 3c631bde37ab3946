/** One line of what a release run tells. */
export interface Row {
  readonly artifact: string;
  /** In bytes; undefined where it has none. */
  readonly size: number | undefined;
  readonly used: string;
  readonly result: "ok" | "skipped" | "failed";
}

const HEAD = ["artifact", "size", "how it was used", "result"];

/** The rows as a table of Markdown. */
export function tableText(rows: readonly Row[]): string {
  const cells = [HEAD, HEAD.map(() => "---"), ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, cell === "---" ? "-" : " ")).join(" | ")} |\n`;
  return cells.map(line).join("");
}

function cellsOf({ artifact, size, used, result }: Row): readonly string[] {
  return [artifact, size === undefined ? "" : kilobytes(size), used.replaceAll("|", "\\|"), result];
}

/** A size in thousands of bytes: `1,234 KB`. */
export function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString("en-US")} KB`;
}
