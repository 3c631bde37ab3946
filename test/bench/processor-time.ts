import { spawnSync } from "node:child_process";

/** What one run of a command cost, in milliseconds. */
export interface Cost {
  /** User and system together, children included. */
  readonly cpu: number;
  readonly wall: number;
}

/** A command line, and the variables that it has besides those of this process. */
export interface Timed {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const environment = { ...process.env };
// Reading extra certificates costs every start of Node 20 some 30 ms that have nothing to do with the program.
delete environment.NODE_EXTRA_CA_CERTS;

/** Measures one run by the shell's own clock. */
export function cost({ command, env = {} }: Timed): Cost {
  const script = `TIMEFORMAT='%3U %3S %3R'; time { "$@" >/dev/null 2>&1; }`;
  const { stderr } = spawnSync("bash", ["-c", script, "bash", ...command], {
    encoding: "utf8",
    env: { ...environment, ...env },
  });
  const [user = 0, system = 0, wall = 0] = stderr.trim().split("\n").at(-1)?.split(" ").map(Number) ?? [];
  return { cpu: (user + system) * 1000, wall: wall * 1000 };
}

/**
 * Medians of several runs of each command, taken in turns: what else the machine does meanwhile meets all of them alike.
 * @param runs how many of each are counted; two more go before
 */
export function inTurns<Name extends string>(
  commands: Readonly<Record<Name, Timed>>,
  runs: number,
): Readonly<Record<Name, Cost>> {
  const names = Object.keys(commands) as Name[];
  const taken = new Map(names.map((name) => [name, [] as Cost[]]));
  for (let turn = 0; turn < runs + 2; turn++)
    for (const name of names) {
      const measured = cost(commands[name]);
      if (turn >= 2) taken.get(name)?.push(measured);
    }
  const entries = [...taken].map(([name, costs]) => [
    name,
    { cpu: median(costs.map(({ cpu }) => cpu)), wall: median(costs.map(({ wall }) => wall)) },
  ]);
  return Object.fromEntries(entries);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** Runs that do not count, until the code is compiled: after 60 the compiler is still at work, and a run takes twice as long. */
const WARM = 600;

/** Milliseconds of processor time of each run, after some that do not count. */
export async function processorTimes(run: (ordinal: number) => Promise<void>, runs = 60): Promise<number[]> {
  const times: number[] = [];
  for (let ordinal = 0; ordinal < runs + WARM; ordinal++) {
    const before = process.cpuUsage();
    await run(ordinal);
    const { user, system } = process.cpuUsage(before);
    if (ordinal >= WARM) times.push((user + system) / 1000);
  }
  return times;
}
