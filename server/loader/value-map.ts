/** What a map by names has, made of how names are listed and a value is found. */
export abstract class ValueMap<Value> implements ReadonlyMap<string, Value> {
  abstract get size(): number;
  abstract get(name: string): Value | undefined;
  abstract has(name: string): boolean;
  abstract entries(): MapIterator<[string, Value]>;

  *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(action: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) action(value, name, this);
  }
}

/** A map whose values are worked out when they are first asked for: a release has hundreds, and a short file needs a few. */
export class ComputedMap<Subject, Value> extends ValueMap<Value> {
  readonly #subjects: ReadonlyMap<string, Subject>;
  readonly #compute: (subject: Subject) => Value;
  readonly #known = new Map<string, Value>();

  /**
   * @param subjects what a value is worked out from, by its name
   * @param compute gives the same for the same subject
   */
  constructor(subjects: ReadonlyMap<string, Subject>, compute: (subject: Subject) => Value) {
    super();
    this.#subjects = subjects;
    this.#compute = compute;
  }

  get size(): number {
    return this.#subjects.size;
  }

  get(name: string): Value | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || !this.#subjects.has(name)) return known;
    // The map has the name, so what it has for it is a subject.
    const value = this.#compute(this.#subjects.get(name) as Subject);
    this.#known.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.#subjects.has(name);
  }

  override keys(): MapIterator<string> {
    return this.#subjects.keys();
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of this.#subjects.keys()) yield [name, this.get(name) as Value];
  }
}
