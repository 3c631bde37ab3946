import { detached } from "./detached.ts";

/** Longer texts come rarely again. */
const USUAL_LENGTH = 500;

/**
 * A function of a text that remembers its answers: an editor asks again about every value with each keystroke, and the files of
 * a repository are much alike. Answers must be immutable, for equal texts get the same one.
 * @param most so many new answers are kept, and as many from before them: there is no end to what texts can hold, and what is asked
 *   for again and again is not to be lost among what is asked for once
 */
export function rememberTexts<Answer>(
  compute: (text: string) => Answer,
  most = 500,
): (text: string) => Answer {
  let recent = new Map<string, Answer>();
  let former = new Map<string, Answer>();
  const keep = (text: string, answer: Answer): Answer => {
    if (recent.size >= most) {
      former = recent;
      recent = new Map();
    }
    recent.set(text, answer);
    return answer;
  };
  return (text) => {
    const again = recent.get(text);
    if (again !== undefined || recent.has(text)) return again as Answer;
    if (text.length > USUAL_LENGTH) return compute(text);
    const before = former.get(text);
    // Neither the text nor what the answer takes out of it may hold on to the file that it was cut out of.
    const own = detached(text, 0, text.length);
    return keep(own, before !== undefined || former.has(text) ? (before as Answer) : compute(own));
  };
}
