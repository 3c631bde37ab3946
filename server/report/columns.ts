import { largest } from "../../grammar/text/large-lists.ts";
import { wrapText } from "../../grammar/text/wrap-text.ts";
import type { Page } from "./page.ts";
import { oneLine } from "./plain-text.ts";
import type { Look } from "./style.ts";

/** Cells that a column may have before it no longer widens the column for the other rows. */
const WIDEST = 40;
const MARGIN = 2;
const GAP = 2;
/** Less room than this is too little for words. */
const LEAST_ROOM = 24;
/** Cells that a column keeps however narrow the page is. */
const LEAST_CELL = 8;
/** Of the last cells, those that are to fit beside the others. */
const SHARE_THAT_FITS = 0.8;
/** Where words go for which there is no room below the second column. */
const FALLBACK_COLUMN = 8;

/** What the cells of a column look like; undefined: plain. */
export type ColumnLook = Look | undefined;

/**
 * Rows of cells in columns. Where a row is wider than the page, its last cell follows the one before it directly, or is on lines
 * of its own below the second column.
 * @param looks one for each column
 */
export function columnLines(
  rows: readonly (readonly string[])[],
  looks: readonly ColumnLook[],
  page: Page,
): readonly string[] {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = columnWidths(cells, looks.length, page);
  return cells.flatMap((row) => rowLines(row, widths, looks, page));
}

/** As wide as the widest cell, but the column before the last one leaves room for most of the last cells. */
function columnWidths(
  cells: readonly (readonly string[])[],
  columns: number,
  { measure }: Page,
): readonly number[] {
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.min(
      WIDEST,
      largest(
        cells.map((row) => (row[column] ?? "").length),
        0,
      ),
    ),
  );
  const shrinking = columns - 2;
  if (measure === undefined || shrinking < 1) return widths;
  const tails = cells.map((row) => (row[columns - 1] ?? "").length).sort((a, b) => a - b);
  const most = Math.min(tails[Math.floor(tails.length * SHARE_THAT_FITS)] ?? 0, Math.floor(measure / 2));
  const before = MARGIN + widths.slice(0, shrinking).reduce((sum, width) => sum + width + GAP, 0);
  const room = Math.max(LEAST_CELL, measure - before - GAP - most);
  return widths.map((width, column) => (column === shrinking ? Math.min(width, room) : width));
}

function rowLines(
  row: readonly string[],
  widths: readonly number[],
  looks: readonly ColumnLook[],
  { style, measure }: Page,
): readonly string[] {
  const paint = (text: string, column: number) => {
    const look = looks[column];
    return look === undefined ? text : style.paint(look, text);
  };
  /** The cells, each but the last padded to the width of its column. */
  const line = (cells: readonly string[], isAligned: boolean): Line => {
    const last = cells.length - 1;
    const padded = cells.map((cell, column) =>
      column === last || (!isAligned && column === last - 1 && column > 0)
        ? cell
        : cell.padEnd(widths[column] ?? 0),
    );
    return {
      length: MARGIN + padded.join(" ".repeat(GAP)).length,
      text: `${" ".repeat(MARGIN)}${padded.map(paint).join(" ".repeat(GAP))}`,
    };
  };
  const used = row.slice(0, row.findLastIndex((cell) => cell !== "") + 1);
  const [aligned, ragged] = [line(used, true), line(used, false)];
  if (measure === undefined || aligned.length <= measure || used.length < 2) return [aligned.text];
  if (ragged.length <= measure) return [ragged.text];
  const tail = used.at(-1) ?? "";
  const second = MARGIN + (widths[0] ?? 0) + GAP;
  const column = measure - second < LEAST_ROOM ? FALLBACK_COLUMN : second;
  return [
    ...rowLines(used.slice(0, -1), widths, looks, { style, measure }),
    ...wrapText(tail, measure - column, 0).map(
      (text) => `${" ".repeat(column)}${paint(text, used.length - 1)}`,
    ),
  ];
}

interface Line {
  readonly text: string;
  /** In cells. */
  readonly length: number;
}
