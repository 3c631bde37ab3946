/** A size, and the processor time that it took, in milliseconds. */
export interface Point {
  readonly size: number;
  readonly cost: number;
}

/** How the cost of a family grows with the size. */
export interface Growth {
  readonly points: readonly Point[];
  /** 1: twice the size costs twice as much; 2: four times. */
  readonly exponent: number;
}

/** How long and how often is measured. */
export interface Effort {
  /** The first size that counts costs so much, in milliseconds: below that, what does not grow has the most part. */
  readonly least: number;
  /** So often is a size doubled. */
  readonly doublings: number;
  /** The cheapest of so many runs counts, so that what else the machine does meanwhile does not. */
  readonly runs: number;
  /** Measuring begins with this size at least. */
  readonly from?: number | undefined;
}

/** A size is not doubled any more once a run costs this much, in milliseconds. */
const TOO_MUCH = 20_000;

/** Processor time that is spent before anything is measured, in milliseconds. */
const WARM_UP = 300;

/** What makes the work for a size; undefined where the text would be larger than the program reads. */
export type WorkOf = (size: number) => Promise<(() => Promise<number>) | undefined>;

/** Doubles the size again and again. */
export async function growthOf(
  workOf: WorkOf,
  smallest: number,
  { least, doublings, runs, from = smallest }: Effort,
): Promise<Growth> {
  const costOf = async (size: number, count: number): Promise<number | undefined> => {
    const work = await workOf(size);
    return work === undefined ? undefined : cheapest(work, count);
  };
  const first = await workOf(smallest);
  if (first !== undefined) await warmUp(first);
  let size = from;
  let cost = await costOf(size, runs);
  while (cost !== undefined && cost < least) {
    size *= 2;
    cost = await costOf(size, cost * 4 < least ? 1 : runs);
  }
  if (cost === undefined) {
    // The largest text that is read costs less than is asked for: the sizes before it are measured.
    size = Math.max(smallest, size / 2 ** (doublings + 1));
    cost = await costOf(size, runs);
  }
  const points: Point[] = [];
  for (let doubled = 0; cost !== undefined && doubled <= doublings; doubled++) {
    points.push({ size, cost });
    if (cost >= TOO_MUCH || doubled === doublings) break;
    size *= 2;
    cost = await costOf(size, runs);
  }
  return { points, exponent: slope(points) };
}

/** Runs a work until the compiler is done with most of it: else the first sizes cost too much, and hide how the rest grow. */
async function warmUp(work: () => Promise<number>): Promise<void> {
  let spent = 0;
  for (let run = 0; run < 1000 && spent < WARM_UP; run++) spent += await cheapest(work, 1);
}

async function cheapest(work: () => Promise<number>, runs: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** The slope of the line through the points where both axes are logarithmic. */
export function slope(points: readonly Point[]): number {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)] as const);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))] as const;
  const over = logs.reduce((sum, [x, y]) => sum + (x - middle[0]) * (y - middle[1]), 0);
  const under = logs.reduce((sum, [x]) => sum + (x - middle[0]) ** 2, 0);
  return over / under;
}
