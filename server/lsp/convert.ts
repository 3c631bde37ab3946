import type { TextEdit as LspTextEdit, Position, Range } from "vscode-languageserver";
import type { LineIndex } from "../../grammar/text/line-index.ts";
import { type Span, span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";

/** How a client counts the columns of a line. */
export type PositionEncoding = "utf-8" | "utf-16" | "utf-32";

/**
 * The only place where the offsets of this program (UTF-16 units of a text) and the positions of a client (lines and
 * columns in the encoding that was agreed on) meet. One for each version of a text.
 */
export class Positions {
  readonly encoding: PositionEncoding;
  readonly lines: LineIndex;
  readonly #text: string;

  constructor(text: string, lines: LineIndex, encoding: PositionEncoding) {
    this.#text = text;
    this.lines = lines;
    this.encoding = encoding;
  }

  /** The position of an offset. Offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const { line, character } = this.lines.positionAt(offset);
    if (this.encoding === "utf-16" || character === 0) return { line, character };
    const start = this.lines.lineStart(line);
    return { line, character: this.#width(start, start + character) };
  }

  /** The offset of a position. A column past the end of its line means the end of the line, its line break excluded. */
  offset({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.lines.lineStart(line);
    const end = this.#contentEnd(line);
    if (this.encoding === "utf-16") return Math.min(start + Math.max(0, character), end);
    let offset = start;
    for (let left = character; left > 0 && offset < end; ) {
      const code = this.#text.codePointAt(offset) ?? 0;
      left -= this.#widthOf(code);
      if (left < 0) break;
      offset += code > 0xffff ? 2 : 1;
    }
    return Math.min(offset, end);
  }

  range(place: Span): Range {
    return { start: this.position(place.start), end: this.position(place.end) };
  }

  /** The span of a range; one whose ends are the wrong way round is turned. */
  span({ start, end }: Range): Span {
    const from = this.offset(start);
    const to = this.offset(end);
    return from <= to ? span(from, to) : span(to, from);
  }

  textEdit({ span: place, newText }: TextEdit): LspTextEdit {
    return { range: this.range(place), newText };
  }

  /** How many columns the characters between two offsets of one line take. */
  width(place: Span): number {
    return this.encoding === "utf-16" ? place.end - place.start : this.#width(place.start, place.end);
  }

  #width(start: number, end: number): number {
    let width = 0;
    for (let offset = start; offset < end; ) {
      const code = this.#text.codePointAt(offset) ?? 0;
      width += this.#widthOf(code);
      offset += code > 0xffff ? 2 : 1;
    }
    return width;
  }

  /** A lone surrogate counts as the replacement character that clients show for it. */
  #widthOf(code: number): number {
    if (this.encoding === "utf-32" || code < 0x80) return 1;
    if (this.encoding === "utf-16") return code > 0xffff ? 2 : 1;
    if (code < 0x800) return 2;
    return code > 0xffff ? 4 : 3;
  }

  #contentEnd(line: number): number {
    let end = this.lines.lineStart(line + 1);
    const start = this.lines.lineStart(line);
    if (line + 1 >= this.lines.lineCount) return end;
    if (end > start && this.#text.charCodeAt(end - 1) === 10) end--;
    if (end > start && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }
}
