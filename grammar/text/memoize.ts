import { copyString } from "./copy-string.ts";

/**
 * Functions that remember what they have answered. All caches of the project are made here; no other module keeps state of
 * its own. Answers must be immutable, for the same question gets the same one.
 *
 * | | keyed by | forgets |
 * | --- | --- | --- |
 * | {@link once} | nothing | never |
 * | {@link memoizeText} | a text | the oldest answers |
 * | {@link memoizeBy} | a text worked out from the subject | the oldest answers |
 * | {@link memoizeObject} | an object | with the object |
 * | {@link memoizeObjectText} | an object and a text | with the object, and the oldest answers |
 * | {@link memoizeLast} | its arguments | all but the last few |
 */

/** How many answers are kept where nothing else is said. */
const USUAL_COUNT = 500;
/** In UTF-16 units. Longer texts rarely come again. */
const USUAL_LENGTH = 500;

/** A value that is worked out when it is first asked for. */
export function once<Answer>(compute: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => {
    known ??= { answer: compute() };
    return known.answer;
  };
}

/**
 * A function of a text: an editor asks again about every value with each keystroke, and the files of a repository are much alike.
 * Texts of more than 500 characters are computed each time.
 * @param most so many new answers are kept, and as many from before them: there is no end to what texts can hold, and what is
 *   asked for again and again is not to be lost among what is asked for once
 */
export function memoizeText<Answer, Text extends string = string>(
  compute: (text: Text) => Answer,
  most = USUAL_COUNT,
): (text: Text) => Answer {
  const answers = answersByText<Text, Answer>(most);
  return (text) => answers(text, compute);
}

/** A function of anything that a text tells from all others, such as the name of a release. */
export function memoizeBy<Subject, Answer>(
  keyOf: (subject: Subject) => string,
  compute: (subject: Subject) => Answer,
  most = USUAL_COUNT,
): (subject: Subject) => Answer {
  const answers = answersByText<string, Answer>(most);
  return (subject) => answers(keyOf(subject), () => compute(subject));
}

/** A function of an object that lives long, such as the catalog of a release. */
export function memoizeObject<Subject extends object, Answer>(
  compute: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject) => {
    let known = answers.get(subject);
    if (known === undefined) {
      known = { answer: compute(subject) };
      answers.set(subject, known);
    }
    return known.answer;
  };
}

/**
 * A function of an object that lives long and a text. A long session sees many texts, so up to 2,000 new ones are kept.
 * @param most how many where that is said
 */
export function memoizeObjectText<Subject extends object, Answer>(
  compute: (subject: Subject, text: string) => Answer,
  most = 4 * USUAL_COUNT,
): (subject: Subject, text: string) => Answer {
  const ofSubject = memoizeObject((subject: Subject) => memoizeText((text) => compute(subject, text), most));
  return (subject, text) => ofSubject(subject)(text);
}

/**
 * A function of what is made anew with every keystroke, such as a reading, that keeps its last answers. A `WeakMap` would keep
 * all of them until the next full garbage collection, and make the small collections before it slow.
 * @param most how many answers; each keeps its subjects in memory
 * @param isSame whether the answer to former subjects is that to the present ones; identity where nothing is said
 */
export function memoizeLast<Subjects extends readonly unknown[], Answer>(
  compute: (...subjects: Subjects) => Answer,
  most = 1,
  isSame: (former: Subjects, present: Subjects) => boolean = isIdentical,
): (...subjects: Subjects) => Answer {
  const known: { readonly subjects: Subjects; readonly answer: Answer }[] = [];
  let next = 0;
  return (...subjects) => {
    for (const each of known) if (isSame(each.subjects, subjects)) return each.answer;
    const answer = compute(...subjects);
    known[next] = { subjects, answer };
    next = (next + 1) % most;
    return answer;
  };
}

function isIdentical(former: readonly unknown[], present: readonly unknown[]): boolean {
  for (let at = 0; at < present.length; at++) if (former[at] !== present[at]) return false;
  return true;
}

/** The answer that is known for a text, or a new one, computed from a copy of the text. */
type AnswersByText<Text extends string, Answer> = (text: Text, compute: (own: Text) => Answer) => Answer;

function answersByText<Text extends string, Answer>(most: number): AnswersByText<Text, Answer> {
  let recent = new Map<string, Answer>();
  let former = new Map<string, Answer>();
  return (text, compute) => {
    const again = recent.get(text);
    // What a map holds under a key has been put there as an answer.
    if (again !== undefined || recent.has(text)) return again as Answer;
    if (text.length > USUAL_LENGTH) return compute(text);
    const before = former.get(text);
    // Neither the text nor what the answer takes out of it may hold on to the file that it was cut out of.
    const own = copyString(text, 0, text.length) as Text;
    const answer = before !== undefined || former.has(text) ? (before as Answer) : compute(own);
    if (recent.size >= most) {
      former = recent;
      recent = new Map();
    }
    recent.set(own, answer);
    return answer;
  };
}
