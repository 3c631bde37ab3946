import { wrapText } from "../../grammar/text/wrap-text.ts";
import { type Style, styleFor } from "./style.ts";

/** The widest page: longer lines are hard to read even where the terminal has room. */
export const MOST_COLUMNS = 120;
const LEAST_COLUMNS = 40;

/** What a text for people is written on. */
export interface Page {
  readonly style: Style;
  /** Cells for prose; undefined where it does not go to a terminal and lines may be long. */
  readonly measure: number | undefined;
}

/** A page without colors on which nothing is wrapped: a file or a pipe. */
export const plainPage: Page = { style: styleFor(false, false), measure: undefined };

/** The page of a terminal that is so many cells wide; of what is not a terminal without `columns`. */
export function pageOf(style: Style, columns: number | undefined): Page {
  return { style, measure: measureOf(columns) };
}

/** Cells for prose on a terminal of that width; undefined for what is not a terminal. */
export function measureOf(columns: number | undefined): number | undefined {
  return columns === undefined ? undefined : Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS));
}

/**
 * Prose on a page, each line indented, words in backquotes standing out.
 * @param hanging further cells before every line but the first
 */
export function paragraph(
  text: string,
  { style, measure }: Page,
  indent: number,
  hanging = 0,
): readonly string[] {
  const room = measure === undefined ? undefined : measure - indent;
  return style
    .proseLines(wrapText(text, room, hanging))
    .map((line, index) => `${" ".repeat(index === 0 ? indent : indent + hanging)}${line}`);
}
