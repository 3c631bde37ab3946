import { describeRelease } from "../../schemas/release.ts";
import type { MatrixRow, ReleaseMatrix } from "./release-matrix.ts";

/** Neighbouring releases with which the same happens. */
export interface RowGroup {
  readonly first: MatrixRow;
  readonly last: MatrixRow;
  readonly count: number;
}

/** Names beyond this many are counted. */
const MOST_NAMES = 4;

/** Puts neighbouring releases together whose rows say the same; the release of the file stays alone. */
export function groupRows({ rows, base }: ReleaseMatrix): readonly RowGroup[] {
  const groups: RowGroup[] = [];
  for (const row of rows) {
    const open = groups.at(-1);
    const isAlone = row.release.version === base.version || open?.last.release.version === base.version;
    if (open !== undefined && !isAlone && wordsOf(open.last) === wordsOf(row))
      groups[groups.length - 1] = { ...open, last: row, count: open.count + 1 };
    else groups.push({ first: row, last: row, count: 1 });
  }
  return groups;
}

/** `3.5.0 – 3.9.3`, or one version. */
export function versionsOf({ first, last }: RowGroup): string {
  return first === last ? first.release.version : `${first.release.version} – ${last.release.version}`;
}

/** What keeps a release from starting: `proxy_listen (line 25)`; empty where it starts. */
export function refusalWords({ refusals }: MatrixRow): string {
  return listed(
    refusals.map(({ property, line }) => (line === undefined ? property : `${property} (line ${line})`)),
  );
}

/** What a release reads otherwise: `portal ignored, log_level another value`; empty where nothing. */
export function differenceWords({ differences }: MatrixRow): string {
  return listed(
    differences.map(({ property, kind }) => `${property} ${kind === "value" ? "another value" : kind}`),
  );
}

/** The end of support; empty where none is published. */
export function supportWords({ support }: MatrixRow): string {
  return support?.endOfSupport === undefined ? "" : `${support.endOfSupport}${support.lts ? " (LTS)" : ""}`;
}

/** The sentences under a table: what breaks the configuration first, and how far it is safe. */
export function matrixSummary({
  base,
  firstBreaking,
  lastSafe,
  firstSafe,
  rows,
}: ReleaseMatrix): readonly string[] {
  if (lastSafe === undefined)
    return [`${describeRelease(base)}, which the file is for, does not start with it.`];
  const back =
    firstSafe === undefined || firstSafe.version === base.version
      ? []
      : [`Back to ${describeRelease(firstSafe)} it is read the same.`];
  if (firstBreaking !== undefined)
    return [
      `The first release that breaks it: ${describeRelease(firstBreaking)}.`,
      `The last one that is safe: ${describeRelease(lastSafe)}.`,
      ...back,
    ];
  const isNewest = rows.at(-1)?.release.version === base.version;
  return [
    isNewest
      ? "No newer release is known."
      : `No known release breaks it, up to ${describeRelease(lastSafe)}.`,
    ...back,
  ];
}

function wordsOf(row: MatrixRow): string {
  return [row.starts, refusalWords(row), differenceWords(row), supportWords(row)].join("\n");
}

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(", ");
  return `${names.slice(0, MOST_NAMES - 1).join(", ")} and ${names.length - MOST_NAMES + 1} more`;
}
