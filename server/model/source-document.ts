import type { LineIndex } from "../../grammar/text/line-index.ts";
import { SourceText } from "../../grammar/text/source-text.ts";
import { type SourceId, sourceId } from "./location.ts";

/** A text under the path or name that reports show. */
export class SourceDocument extends SourceText {
  readonly path: SourceId;

  /**
   * @param path with `/` as the separator
   * @param text bytes that are not UTF-8 are lone surrogates U+DC80–U+DCFF
   * @param lines where the lines begin, when that is known already
   */
  constructor(path: string, text: string, lines?: LineIndex) {
    super(text, lines);
    this.path = sourceId(path);
  }

  protected override withText(text: string): this {
    return new SourceDocument(this.path, text) as this;
  }
}
