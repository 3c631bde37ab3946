/** What a map by names has, made of how names are listed and a value is found. */
export abstract class ValueMap<Value> implements ReadonlyMap<string, Value> {
  abstract get size(): number;
  abstract get(name: string): Value | undefined;
  abstract has(name: string): boolean;
  abstract entries(): MapIterator<[string, Value]>;

  *keys(): MapIterator<string> | SetIterator<string> {
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
export class ComputedMap<Value> extends ValueMap<Value> {
  readonly #names: Names;
  readonly #compute: (name: string) => Value;
  readonly #known = new Map<string, Value>();

  /**
   * @param names of all values, in their order
   * @param compute gives the same for the same name; it is called with no others
   */
  constructor(names: Names, compute: (name: string) => Value) {
    super();
    this.#names = names;
    this.#compute = compute;
  }

  get size(): number {
    return this.#names.size;
  }

  get(name: string): Value | undefined {
    const known = this.#known.get(name);
    if (known !== undefined || !this.#names.has(name)) return known;
    const value = this.#compute(name);
    this.#known.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  override keys(): MapIterator<string> | SetIterator<string> {
    return this.#names.keys();
  }

  *entries(): MapIterator<[string, Value]> {
    // A value exists for each of the names.
    for (const name of this.#names.keys()) yield [name, this.get(name) as Value];
  }
}

/** What a set and a map by names have in common. */
interface Names {
  readonly size: number;
  has(name: string): boolean;
  keys(): MapIterator<string> | SetIterator<string>;
}
