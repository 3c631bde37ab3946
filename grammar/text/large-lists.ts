/**
 * What `list.push(...more)` and `Math.max(...numbers)` do, for lists that grow with a text: a call has room for some
 * hundred thousand arguments, and with more of them the program ends.
 */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const each of more) list.push(each);
}

/** The largest of some numbers, or `least` where none is larger. */
export function largest(numbers: Iterable<number>, least: number): number {
  let result = least;
  for (const each of numbers) if (each > result) result = each;
  return result;
}
