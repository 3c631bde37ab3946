import type { SourceText, TextFact } from "./source-text.ts";

/** Words that a text is known not to hold, with the answer yes never kept: most texts hold none of what is looked for. */
const absentWords: TextFact<Set<string>> = {
  compute: () => new Set(),
  // The text after the edit is not looked at: an engine first puts the parts of such a string together, which for a large one costs
  // more than all else here.
  update: (old, { span, newText }, { text }) => {
    const lacks = new Set<string>();
    for (const word of old) {
      const head = text.slice(Math.max(0, span.start - word.length + 1), span.start);
      const tail = text.slice(span.end, span.end + word.length - 1);
      if (!(head + newText + tail).includes(word)) lacks.add(word);
    }
    return lacks;
  },
};

const PLAIN = /^[\0-\x9f]*$/;

const plainText: TextFact<boolean> = {
  compute: ({ text }) => PLAIN.test(text),
  // A text that was not plain may have become so.
  update: (old, edit, _, after) => (old ? PLAIN.test(edit.newText) : PLAIN.test(after.text)),
};

/** Whether a text holds a word. */
export function containsWord(source: SourceText, word: string): boolean {
  const lacks = source.fact(absentWords);
  if (lacks.has(word)) return false;
  if (source.text.includes(word)) return true;
  lacks.add(word);
  return false;
}

/** Whether all characters of a text are below U+00A0, so that nothing in it can look like something else. */
export function isPlainText(source: SourceText): boolean {
  return source.fact(plainText);
}
