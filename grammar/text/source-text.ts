import { LineIndex } from "./line-index.ts";
import { applyEdits, type TextEdit } from "./text-edit.ts";

/** Something that is worked out about a text when it is first asked for, and kept as long as the text. */
export interface TextFact<T> {
  compute(source: SourceText): T;
  /**
   * The fact about the text after an edit, from the one before it, for less than {@link compute}; it must equal that.
   * Without it, the fact is worked out again when it is asked for.
   */
  update?(old: T, edit: TextEdit, before: SourceText, after: SourceText): T;
}

/** Facts are brought up to date for so many edits of one text; with more of them the whole text is as good as new. */
const MOST_UPDATES = 4;

/**
 * An immutable text with what is worked out about it. Bytes that are not UTF-8 are lone surrogates U+DC80–U+DCFF. All offsets
 * are UTF-16.
 */
export class SourceText {
  readonly text: string;
  #lines: LineIndex | undefined;
  #facts: Map<TextFact<unknown>, unknown> | undefined;
  /** The text before an edit. What is known of that is brought up to date when it is asked for. */
  #earlier: { readonly source: SourceText; readonly edit: TextEdit } | undefined;

  /** @param lines where the lines begin, when that is known already */
  constructor(text: string, lines?: LineIndex) {
    this.text = text;
    this.#lines = lines;
  }

  get lines(): LineIndex {
    this.#lines ??= this.#updatedLines() ?? new LineIndex(this.text);
    return this.#lines;
  }

  /** What is known under a definition; it is worked out once. */
  fact<T>(definition: TextFact<T>): T {
    this.#facts ??= new Map();
    const known = this.#facts.get(definition);
    // The map holds under each definition what that definition has computed.
    if (known !== undefined || this.#facts.has(definition)) return known as T;
    const computed = this.#worked(definition);
    this.#facts.set(definition, computed);
    return computed;
  }

  /**
   * The text after edits, which refer to this text. Where they are few, what is known about the rest of the text is kept.
   * @throws RangeError when two edits overlap
   */
  edited(edits: readonly TextEdit[]): this {
    // Else each version of a document would keep all those before it.
    if (this.#earlier !== undefined) this.#earlier.source.#earlier = undefined;
    const text = applyEdits(this.text, edits);
    if (edits.length === 0 || edits.length > MOST_UPDATES) return this.withText(text);
    // From the last one on, the places of those before it stay as they are.
    const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return ordered.reduceRight<this>((before, edit) => before.#editedOnce(edit), this);
  }

  /** As {@link edited}, for a text that is tried and dropped: what is known of the texts before this one is kept for the next edit. */
  tried(edit: TextEdit): this {
    return this.#editedOnce(edit);
  }

  #editedOnce(edit: TextEdit): this {
    const after = this.withText(applyEdits(this.text, [edit]));
    after.#earlier = { source: this, edit };
    return after;
  }

  #worked<T>(definition: TextFact<T>): T {
    if (this.#earlier !== undefined && definition.update !== undefined) {
      const { source, edit } = this.#earlier;
      if (source.#knows(definition)) return definition.update(source.fact(definition), edit, source, this);
    }
    return definition.compute(this);
  }

  /** Whether a fact was worked out for the text, or for one of those before it. */
  #knows(definition: TextFact<unknown>): boolean {
    if (this.#facts?.has(definition) === true) return true;
    const earlier = this.#earlier?.source;
    return earlier === undefined ? false : earlier.#knows(definition);
  }

  #updatedLines(): LineIndex | undefined {
    if (this.#earlier === undefined) return undefined;
    const { source, edit } = this.#earlier;
    const lines = source.#lines ?? source.#updatedLines();
    return lines?.edited(edit, this.text);
  }

  /** Another text of the same kind. */
  protected withText(text: string): this {
    // A subclass overrides this with its own constructor, so that `this` is always the class at hand.
    return new SourceText(text) as this;
  }
}
