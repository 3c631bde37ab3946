/** Lines that differ: `before` from `beforeStart` gives way to `after` from `afterStart`; zero-based, ends exclusive. */
export interface LineChange {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** Texts with more differences than this are compared only at their ends: nobody reads such a difference line by line. */
const MOST_DIFFERENCES = 2000;

/** What differs between two lists of lines, in order: as few lines as possible (Myers' algorithm). */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const changes = changesBetween(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return changes.map((change) => ({
    beforeStart: change.beforeStart + head,
    beforeEnd: change.beforeEnd + head,
    afterStart: change.afterStart + head,
    afterEnd: change.afterEnd + head,
  }));
}

function changesBetween(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  if (before.length === 0 && after.length === 0) return [];
  const whole = { beforeStart: 0, beforeEnd: before.length, afterStart: 0, afterEnd: after.length };
  if (before.length === 0 || after.length === 0) return [whole];
  const trace = shortestEdit(before, after);
  return trace === undefined ? [whole] : walkBack(trace, before.length, after.length);
}

/**
 * The furthest reach on each diagonal, for each number of differences up to the end; undefined when there are too many.
 * Diagonal k holds the places where x - y = k.
 */
function shortestEdit(
  before: readonly string[],
  after: readonly string[],
): readonly ReadonlyMap<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (
    let differences = 0;
    differences <= Math.min(MOST_DIFFERENCES, before.length + after.length);
    differences++
  ) {
    const next = new Map<number, number>();
    trace.push(reach);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = stepFrom(reach, diagonal, differences);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return [...trace, next];
    }
    reach = next;
  }
  return undefined;
}

/** Where a diagonal begins with one more difference: a line more of `after`, or a line less of `before`. */
function stepFrom(reach: ReadonlyMap<number, number>, diagonal: number, differences: number): number {
  const above = reach.get(diagonal + 1) ?? -1;
  const left = reach.get(diagonal - 1) ?? -1;
  return diagonal === -differences || (diagonal !== differences && left < above) ? above : left + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  beforeLength: number,
  afterLength: number,
): readonly LineChange[] {
  const changes: LineChange[] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let differences = trace.length - 2; differences > 0; differences--) {
    const reach = trace[differences] ?? new Map<number, number>();
    const diagonal = x - y;
    const above = reach.get(diagonal + 1) ?? -1;
    const left = reach.get(diagonal - 1) ?? -1;
    const isInsertion = diagonal === -differences || (diagonal !== differences && left < above);
    const fromX = isInsertion ? above : left;
    const fromY = fromX - (isInsertion ? diagonal + 1 : diagonal - 1);
    addChange(changes, fromX, isInsertion ? fromX : fromX + 1, fromY, isInsertion ? fromY + 1 : fromY);
    x = fromX;
    y = fromY;
  }
  return changes.reverse();
}

/** Changes come last first; one that touches the change after it becomes part of it. */
function addChange(
  changes: LineChange[],
  beforeStart: number,
  beforeEnd: number,
  afterStart: number,
  afterEnd: number,
): void {
  const next = changes.at(-1);
  if (next !== undefined && next.beforeStart === beforeEnd && next.afterStart === afterEnd) {
    changes[changes.length - 1] = { ...next, beforeStart, afterStart };
  } else changes.push({ beforeStart, beforeEnd, afterStart, afterEnd });
}
