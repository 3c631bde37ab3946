import type { SourceText } from "./source-text.ts";
import { containsWord } from "./text-facts.ts";

/** The two bytes of a UTF-16 mark, which are no UTF-8 and so stand as lone surrogates. */
const MARK = /^(?:\udcff\udcfe|\udcfe\udcff)/;

/** So much of the text is looked at where there is no mark. */
const SAMPLE = 400;

/** Whether a text is UTF-16, of which Kong reads no setting: it begins with the mark, or every other character is NUL. */
export function isUtf16(document: SourceText): boolean {
  const { text } = document;
  if (MARK.test(text)) return true;
  if (!containsWord(document, "\0")) return false;
  const sample = text.slice(0, SAMPLE);
  return sample.split("\0").length - 1 >= Math.max(4, sample.length / 3);
}
