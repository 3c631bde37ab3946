import type { SourceText, TextFact } from "./source-text.ts";

/** Words that a text is known not to hold, with the answer yes never kept: most texts hold none of what is looked for. */
const absentWords: TextFact<Set<string>> = {
  compute: () => new Set(),
  update: (old, edit, _, after) => {
    const lacks = new Set<string>();
    for (const word of old) {
      const from = Math.max(0, edit.span.start - word.length + 1);
      const to = edit.span.start + edit.newText.length + word.length - 1;
      if (!after.text.slice(from, to).includes(word)) lacks.add(word);
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
