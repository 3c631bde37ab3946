import type { ConformanceCase } from "./case.ts";
import { judge } from "./judge.ts";

/** Agreements and cases of one kind of comparison. */
export interface Count {
  agreed: number;
  total: number;
}

/** The agreements of a set of cases. */
export interface Tally {
  readonly verdicts: Count;
  readonly values: Count;
  readonly blame: Count;
}

/** A case whose answers differ. */
export interface Mismatch {
  readonly id: string;
  readonly kind: "verdict" | "values" | "blame";
  readonly input: string;
  readonly kong: string;
  readonly ours: string;
}

/** What comes of a file of cases. */
export interface FileResult {
  readonly tallies: Readonly<Record<string, Tally>>;
  readonly mismatches: readonly Mismatch[];
}

export function emptyTally(): Tally {
  const count = () => ({ agreed: 0, total: 0 });
  return { verdicts: count(), values: count(), blame: count() };
}

/** Judges cases and counts the agreements of each version. */
export function tallyCases(cases: Iterable<ConformanceCase>): FileResult {
  const tallies: Record<string, Tally> = {};
  const mismatches: Mismatch[] = [];
  for (const conformanceCase of cases) {
    const tally = tallies[conformanceCase.version] ?? emptyTally();
    tallies[conformanceCase.version] = tally;
    const { verdict, values, blame, difference } = judge(conformanceCase);
    add(tally.verdicts, verdict);
    if (values !== undefined) add(tally.values, values);
    if (blame !== undefined) add(tally.blame, blame);
    if (difference !== undefined)
      mismatches.push({
        id: conformanceCase.id,
        kind: !verdict ? "verdict" : values === false ? "values" : "blame",
        input: describeInput(conformanceCase),
        ...difference,
      });
  }
  return { tallies, mismatches };
}

function add(count: Count, agrees: boolean): void {
  count.total++;
  if (agrees) count.agreed++;
}

function describeInput({ conf, conf_b64, env, files, mode }: ConformanceCase): string {
  return JSON.stringify({ conf, conf_b64, env, files, mode });
}

/** Adds up tallies of one version from several files. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const sum = emptyTally();
  for (const tally of tallies)
    for (const kind of ["verdicts", "values", "blame"] as const) {
      sum[kind].agreed += tally[kind].agreed;
      sum[kind].total += tally[kind].total;
    }
  return sum;
}

/** `verdicts a/b  values c/d  blame e/f`. */
export function formatTally({ verdicts, values, blame }: Tally): string {
  const share = ({ agreed, total }: Count) => `${agreed}/${total}`;
  return `verdicts ${share(verdicts)}  values ${share(values)}  blame ${share(blame)}`;
}
