import { LastAnswers } from "../../../grammar/text/last-answers.ts";

/** A function of an object that computes its answer once, and keeps it while the object is among the last few. */
export function oncePer<Subject extends object, Answer>(
  compute: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new LastAnswers<Subject, { readonly answer: Answer }>(2);
  return (subject) => {
    let known = answers.get(subject);
    if (known === undefined) {
      known = { answer: compute(subject) };
      answers.set(subject, known);
    }
    return known.answer;
  };
}
