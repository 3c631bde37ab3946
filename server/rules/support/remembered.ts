/** More answers than this are dropped all at once: a long session sees many names. */
const MOST = 2000;

/** A function of an object and a text that remembers its answers, for as long as the object lives. */
export function remembered<Subject extends object, Answer>(
  compute: (subject: Subject, text: string) => Answer,
): (subject: Subject, text: string) => Answer {
  const answers = new WeakMap<Subject, Map<string, Answer>>();
  return (subject, text) => {
    let own = answers.get(subject);
    if (own === undefined || own.size >= MOST) {
      own = new Map();
      answers.set(subject, own);
    }
    const known = own.get(text);
    if (known !== undefined) return known;
    const answer = compute(subject, text);
    own.set(text, answer);
    return answer;
  };
}
