import { rememberTexts } from "./remember-texts.ts";

/** A long session sees many names. */
const MOST = 2000;

/** A function of an object and a text that remembers its answers, for as long as the object lives. */
export function remembered<Subject extends object, Answer>(
  compute: (subject: Subject, text: string) => Answer,
): (subject: Subject, text: string) => Answer {
  const answers = new WeakMap<Subject, (text: string) => Answer>();
  return (subject, text) => {
    let own = answers.get(subject);
    if (own === undefined) {
      own = rememberTexts((each) => compute(subject, each), MOST);
      answers.set(subject, own);
    }
    return own(text);
  };
}
