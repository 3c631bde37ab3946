import type { Span } from "../../../../grammar/text/span.ts";
import { span } from "../../../../grammar/text/span.ts";
import type { ValueText } from "../../support/cursor-context.ts";

/** What parts a value into words of their own; undefined where the value is one. */
export type Separator = "," | ":" | " " | undefined;

/** The part of a value that the cursor is in, between separators. */
export interface ValuePart {
  readonly separator: Separator;
  /** Without blanks around it. */
  readonly text: string;
  /** The place of {@link text} in the value; for an empty part, the cursor. */
  readonly span: Span;
  /** Up to the cursor. */
  readonly before: string;
  /** The other parts that are not empty. */
  readonly others: readonly string[];
}

/** The part of a value around the cursor where commas, or other separators, part it. */
export function valuePart(value: ValueText, separator: Separator): ValuePart {
  const { text, at } = value;
  const isSeparator = (character: string) =>
    separator !== undefined && (character === separator || (separator === " " && /\s/.test(character)));
  let start = at;
  while (start > 0 && !isSeparator(text.charAt(start - 1))) start--;
  let end = at;
  while (end < text.length && !isSeparator(text.charAt(end))) end++;
  const others =
    separator === undefined
      ? []
      : valueParts(text.slice(0, start), separator).concat(valueParts(text.slice(end), separator));
  while (start < at && /\s/.test(text.charAt(start))) start++;
  while (end > at && /\s/.test(text.charAt(end - 1))) end--;
  const before = text.slice(start, at);
  return { separator, text: text.slice(start, end), span: span(start, end), before, others };
}

/**
 * Whether a text may be written in a part. Behind a word and a blank only what goes on from them may: anything else would
 * make one broken value of both.
 */
export function goesOn(text: string, { before }: ValuePart): boolean {
  return !/\s/.test(before) || text.toLowerCase().startsWith(before.toLowerCase());
}

/** The parts of a value that are not empty. */
export function valueParts(text: string, separator: NonNullable<Separator>): string[] {
  return text
    .split(separator === " " ? /\s+/ : separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
