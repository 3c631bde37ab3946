/**
 * What some askers, such as the checks of a loader or the rules, ask for while they look at a configuration that says nothing. One
 * that then does nothing does nothing either about a configuration in which all that it asks for is the same, so there is no
 * need to ask it.
 */
export class Questions {
  readonly #always: Uint8Array;
  readonly #askers = new Map<string, number[]>();

  /** @param asked for each asker the names that it asks for; undefined for one that speaks, or asks for what has no name */
  constructor(asked: readonly (Iterable<string> | undefined)[]) {
    this.#always = Uint8Array.from(asked, (names) => (names === undefined ? 1 : 0));
    for (const [asker, names] of asked.entries()) {
      for (const name of names ?? []) {
        const others = this.#askers.get(name);
        if (others === undefined) this.#askers.set(name, [asker]);
        else others.push(asker);
      }
    }
  }

  /**
   * For each asker, in the order in which they were given, 1 where one of some names concerns it, and 0 where it has nothing to do.
   * @param forEachName calls what it is given with each of the names; iterators would cost more than all the rest
   */
  concerned(forEachName: (mark: (name: string) => void) => void): Uint8Array {
    const concerned = this.#always.slice();
    const markAsker = (asker: number) => {
      concerned[asker] = 1;
    };
    forEachName((name) => this.#askers.get(name)?.forEach(markAsker));
    return concerned;
  }
}
