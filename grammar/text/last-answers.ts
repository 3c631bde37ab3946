/**
 * Answers about the last few subjects. A `WeakMap` looks like the right thing for answers about what is made anew with every
 * keystroke, but what it holds lives on until the next full garbage collection, and makes all the small ones before it
 * slow.
 */
export class LastAnswers<Subject extends object, Answer> {
  readonly #most: number;
  readonly #subjects: Subject[] = [];
  readonly #answers: Answer[] = [];
  #next = 0;

  /** @param most how many subjects; each is kept in memory */
  constructor(most = 1) {
    this.#most = most;
  }

  get(subject: Subject): Answer | undefined {
    const at = this.#subjects.indexOf(subject);
    return at === -1 ? undefined : this.#answers[at];
  }

  set(subject: Subject, answer: Answer): void {
    const known = this.#subjects.indexOf(subject);
    const at = known === -1 ? this.#next : known;
    if (known === -1) this.#next = (this.#next + 1) % this.#most;
    this.#subjects[at] = subject;
    this.#answers[at] = answer;
  }

  /** As {@link set}, in the place of another subject that nobody will ask about any more. */
  replace(former: Subject, subject: Subject, answer: Answer): void {
    const at = this.#subjects.indexOf(former);
    if (at === -1) this.set(subject, answer);
    else {
      this.#subjects[at] = subject;
      this.#answers[at] = answer;
    }
  }
}
