import { detached } from "./detached.ts";

/** Longer texts come rarely again. */
const USUAL_LENGTH = 500;

/**
 * A function of a text that remembers its answers: an editor asks again about every value with each keystroke, and the files of
 * a repository are much alike. Answers must be immutable, for equal texts get the same one.
 * @param most so many answers are kept; there is no end to what texts can hold, and one more drops them all
 */
export function rememberTexts<Answer>(
  compute: (text: string) => Answer,
  most = 500,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const again = known.get(text);
    if (again !== undefined || known.has(text)) return again as Answer;
    if (text.length > USUAL_LENGTH) return compute(text);
    // Neither the text nor what the answer takes out of it may hold on to the file that it was cut out of.
    const own = detached(text, 0, text.length);
    const answer = compute(own);
    if (known.size >= most) known.clear();
    known.set(own, answer);
    return answer;
  };
}
