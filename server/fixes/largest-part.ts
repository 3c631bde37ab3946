/** So often is something tried to find out which of many things are wrong; those about which nothing is known are left out. */
const MOST_TRIES = 100;

/** All of the things where they pass together, else those that do once the others are left out, found by halves. */
export function largestPart<T>(things: readonly T[], passes: (some: readonly T[]) => boolean): readonly T[] {
  const accepted: T[] = [];
  let tries = 0;
  const take = (from: number, to: number): void => {
    if (from === to || tries++ >= MOST_TRIES) return;
    const part = things.slice(from, to);
    if (passes([...accepted, ...part])) {
      for (const thing of part) accepted.push(thing);
      return;
    }
    if (to - from < 2) return;
    const middle = (from + to) >> 1;
    take(from, middle);
    take(middle, to);
  };
  take(0, things.length);
  return accepted;
}
