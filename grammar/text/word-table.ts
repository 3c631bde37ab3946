/**
 * A table of words that may be asked for any text. An object literal also has what its prototype has: `toString` and
 * `constructor` would be found in it, and be functions.
 * @param entries a literal, which becomes the table: a copy of each would be a tenth of what a start puts into memory
 */
export function wordTable<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.freeze(Object.setPrototypeOf(entries, null));
}

/** An empty table to be filled, with names from a file as its keys: `__proto__` is one like any other. */
export function openTable<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
