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

  /** @param lines where the lines begin, when that is known already */
  constructor(text: string, lines?: LineIndex) {
    this.text = text;
    this.#lines = lines;
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** What is known under a definition; it is worked out once. */
  fact<T>(definition: TextFact<T>): T {
    this.#facts ??= new Map();
    const known = this.#facts.get(definition);
    // The map holds under each definition what that definition has computed.
    if (known !== undefined || this.#facts.has(definition)) return known as T;
    const computed = definition.compute(this);
    this.#facts.set(definition, computed);
    return computed;
  }

  /**
   * The text after edits, which refer to this text. Where they are few, what is known about the rest of the text is kept.
   * @throws RangeError when two edits overlap
   */
  edited(edits: readonly TextEdit[]): this {
    const text = applyEdits(this.text, edits);
    if (edits.length === 0 || edits.length > MOST_UPDATES) return this.withText(text, undefined);
    // From the last one on, the places of those before it stay as they are.
    const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return ordered.reduceRight<this>((before, edit) => before.#editedOnce(edit), this);
  }

  #editedOnce(edit: TextEdit): this {
    const text = applyEdits(this.text, [edit]);
    const after = this.withText(text, this.#lines?.edited(edit, text));
    for (const [definition, fact] of this.#facts ?? []) {
      if (definition.update === undefined) continue;
      after.#facts ??= new Map();
      after.#facts.set(definition, definition.update(fact, edit, this, after));
    }
    return after;
  }

  /** Another text of the same kind. */
  protected withText(text: string, lines: LineIndex | undefined): this {
    // A subclass overrides this with its own constructor, so that `this` is always the class at hand.
    return new SourceText(text, lines) as this;
  }
}
