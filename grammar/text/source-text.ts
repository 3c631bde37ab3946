import { LineIndex } from "./line-index.ts";
import { applyEdits, type TextEdit } from "./text-edit.ts";

/**
 * An immutable text with what is worked out about it when it is first asked for. Bytes that are not UTF-8 are lone surrogates
 * U+DC80–U+DCFF. All offsets are UTF-16.
 */
export class SourceText {
  readonly text: string;
  #lines: LineIndex | undefined;

  /** @param lines where the lines begin, when that is known already */
  constructor(text: string, lines?: LineIndex) {
    this.text = text;
    this.#lines = lines;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /**
   * The text after edits, which refer to this text. What is known about the lines outside a single edit is kept.
   * @throws RangeError when two edits overlap
   */
  edited(edits: readonly TextEdit[]): SourceText {
    const text = applyEdits(this.text, edits);
    const [only] = edits;
    const lines =
      only !== undefined && edits.length === 1 && this.#lines !== undefined
        ? this.#lines.edited(only, text)
        : undefined;
    return new SourceText(text, lines);
  }
}
