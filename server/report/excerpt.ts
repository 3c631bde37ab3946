import { displayWidth } from "./display-width.ts";
import { plainText } from "./plain-text.ts";

/** Cells between two tab stops. */
const TAB = 4;

/** A line of a source as it is shown, and the cells of it that a span covers. */
export interface Excerpt {
  readonly text: string;
  /** In cells from the first character of {@link text}. */
  readonly from: number;
  /** At least 1, so that an empty span shows too. */
  readonly width: number;
}

interface Cell {
  /** UTF-16 offset in the line. */
  readonly at: number;
  readonly text: string;
  readonly width: number;
  /** Where the cell begins, in cells from the start of the piece. */
  readonly column: number;
}

/**
 * The excerpt of one line: tabs become blanks, what cannot be seen becomes a sign, and a line that is too long is cut on
 * both sides around the span.
 * @param line without its line break
 * @param start UTF-16 offset in the line
 * @param end UTF-16 offset in the line, exclusive; offsets outside are moved to the nearest end
 * @param room the most cells that the text may take
 */
export function excerptOf(line: string, start: number, end: number, room: number): Excerpt {
  const from = Math.max(0, Math.min(start, line.length));
  const to = Math.max(from, Math.min(end, line.length));
  // Of a very long line only the neighbourhood is looked at: no more can be shown.
  const first = Math.max(0, from - 2 * room);
  const cells = cellsOf(line.slice(first, from + 4 * room));
  const startColumn = columnAt(cells, from - first);
  const endColumn = Math.max(startColumn + 1, columnAt(cells, to - first));
  const total = columnAt(cells, Number.POSITIVE_INFINITY);
  const isWhole = first === 0 && from + 4 * room >= line.length;
  if (isWhole && total <= room) {
    return {
      text: cells.map((cell) => cell.text).join(""),
      from: startColumn,
      width: endColumn - startColumn,
    };
  }
  return cut(cells, startColumn, endColumn, room, {
    before: first > 0,
    after: from + 4 * room < line.length,
  });
}

/** The part of a long line that shows the span, with an ellipsis where something is left out. */
function cut(
  cells: readonly Cell[],
  start: number,
  end: number,
  room: number,
  hidden: { readonly before: boolean; readonly after: boolean },
): Excerpt {
  const total = columnAt(cells, Number.POSITIVE_INFINITY);
  const lead = Math.max(0, Math.min(start, room - Math.min(end - start, room) - 2, Math.floor(room / 2)));
  let left = start - lead;
  // What is left fits to the end: begin as far to the left as there is room.
  if (!hidden.after && total - left < room) left = Math.max(0, total - room + 1);
  const cutsLeft = left > 0 || hidden.before;
  const space = room - (cutsLeft ? 1 : 0);
  const cutsRight = hidden.after || total - left > space;
  const right = cutsRight ? left + space - 1 : total;
  const shown = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= right);
  const shift = (cutsLeft ? 1 : 0) - (shown[0]?.column ?? left);
  const text = (cutsLeft ? "…" : "") + shown.map((cell) => cell.text).join("") + (cutsRight ? "…" : "");
  return { text, from: start + shift, width: Math.max(1, Math.min(end, right) - start) };
}

function cellsOf(piece: string): readonly Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let at = 0;
  for (const character of plainText(piece)) {
    const width = character === "\t" ? TAB - (column % TAB) : displayWidth(character);
    cells.push({ at, text: character === "\t" ? " ".repeat(width) : character, width, column });
    column += width;
    at += character.length;
  }
  return cells;
}

/** The column at which the character of an offset begins; past the end, the width of the piece. */
function columnAt(cells: readonly Cell[], offset: number): number {
  for (const cell of cells) if (cell.at >= offset) return cell.column;
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}
