import { catalogFor, historyOf, knownReleases } from "../../schemas/catalog.ts";
import { releaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import type { Lifecycle } from "../../schemas/lifecycle/lifecycle-file.ts";
import { compareVersions, type Release } from "../../schemas/release.ts";
import type { Severity } from "../findings/finding.ts";
import { load } from "../loader/load.ts";
import type { KongValue, PropertyReading, Reading } from "../loader/reading.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import { allRules, analyze } from "../workspace/analyze.ts";
import { ENTERPRISE_REFUSALS } from "./enterprise-refusals.ts";

/** A setting for which a release does not start. */
export interface MatrixRefusal {
  readonly property: string;
  /** From 1; undefined where nothing in the file is the reason. */
  readonly line: number | undefined;
}

/** A setting that a release does not read as the release of the file does. */
export interface MatrixDifference {
  readonly property: string;
  readonly line: number;
  /**
   * `ignored`: this release has no such property. `honored`: it has one, and the release of the file has not. `value`: it
   * reads another value.
   */
  readonly kind: "ignored" | "honored" | "value";
}

/** What one release does with a configuration. */
export interface MatrixRow {
  readonly release: Release;
  readonly starts: boolean;
  /** In the order in which Kong checks. */
  readonly refusals: readonly MatrixRefusal[];
  /** In the order of the file; against {@link ReleaseMatrix.base}. */
  readonly differences: readonly MatrixDifference[];
  readonly support: Lifecycle | undefined;
}

/** One configuration through every release of its edition. */
export interface ReleaseMatrix {
  readonly path: string;
  /** The release that the file is for. */
  readonly base: Release;
  /** Oldest first. */
  readonly rows: readonly MatrixRow[];
  /** The first release after {@link base} that does not start, or reads a setting otherwise. */
  readonly firstBreaking: Release | undefined;
  /** The last release before that one, from {@link base} on; undefined where the base itself does not start. */
  readonly lastSafe: Release | undefined;
  /** The oldest release from which on every one up to {@link base} is safe. */
  readonly firstSafe: Release | undefined;
}

/**
 * Reads a configuration as every release of an edition does. It looks at what is written, not at defaults that change, and
 * takes the files that are named to exist.
 */
export async function releaseMatrix(
  linked: LinkedSource,
  unit: ConfigUnit,
  base: Release,
): Promise<ReleaseMatrix> {
  const asWritten = load(unit, base);
  const rows: MatrixRow[] = [];
  for (const release of knownReleases(base.edition)) {
    const reading = load(unit, release);
    const refusals = [...loaderRefusals(unit, reading), ...(await enterpriseRefusals(linked, release))];
    rows.push({
      release,
      starts: refusals.length === 0,
      refusals,
      differences: differencesOf(unit, asWritten, reading),
      support: releaseLife(release).dates,
    });
  }
  const from = rows.filter(({ release }) => compareVersions(release.version, base.version) >= 0);
  const broken = from.findIndex((row) => !isSafe(row));
  const until = rows.filter(({ release }) => compareVersions(release.version, base.version) <= 0);
  const lastBroken = until.findLastIndex((row) => !isSafe(row));
  return {
    path: unit.document.path,
    base,
    rows,
    firstBreaking: broken < 0 ? undefined : from[broken]?.release,
    lastSafe: broken < 0 ? from.at(-1)?.release : from[broken - 1]?.release,
    firstSafe: until[lastBroken + 1]?.release,
  };
}

/** Whether a release starts and reads everything as the release of the file does. */
export function isSafe({ starts, differences }: MatrixRow): boolean {
  return starts && differences.length === 0;
}

function loaderRefusals(unit: ConfigUnit, reading: Reading): MatrixRefusal[] {
  const seen = new Set<string>();
  return reading.refusals().flatMap(({ property, span, assignment }) => {
    const start = span?.start ?? assignment?.span.start;
    const refusal = { property, line: start === undefined ? undefined : lineAt(unit, start) };
    const id = `${property} ${refusal.line}`;
    if (seen.has(id)) return [];
    seen.add(id);
    return [refusal];
  });
}

/** One map for all releases: the engine keeps what it made of the last one. */
const onlyRefusals: ReadonlyMap<string, Severity | "off"> = new Map(
  allRules.rules.flatMap(({ id }) => (ENTERPRISE_REFUSALS.includes(id) ? [] : [[id, "off"]])),
);

async function enterpriseRefusals(linked: LinkedSource, release: Release): Promise<MatrixRefusal[]> {
  if (release.edition !== "enterprise") return [];
  const { findings, unit } = await analyze(linked, { release: { flag: release }, severities: onlyRefusals });
  return findings
    .filter(({ severity, rule }) => severity === "error" && ENTERPRISE_REFUSALS.includes(rule))
    .map(({ property, span }) => ({ property: property ?? "", line: lineAt(unit, span.start) }));
}

function differencesOf(unit: ConfigUnit, then: Reading, now: Reading): MatrixDifference[] {
  const seen = new Set<string>();
  // Of Enterprise 0.32 and 0.33 only a part of the properties is known.
  const [isKnownThen, isKnownNow] = [then, now].map(({ release }) => !catalogFor(release).partial);
  return unit.assignments.flatMap(({ property, span, section }): MatrixDifference[] => {
    if (seen.has(property) || section !== undefined) return [];
    seen.add(property);
    const before = then.properties.get(property);
    const after = now.properties.get(property);
    const kind = differenceOf(before, after);
    if ((kind === "honored" && !isKnownThen) || (kind === "ignored" && !isKnownNow)) return [];
    // What the release of the file may have honored, and this one certainly does not.
    const mayEnd = !isKnownThen && isKnownNow && before === undefined && after === undefined;
    if (mayEnd && historyOf(property) !== undefined)
      return [{ property, line: lineAt(unit, span.start), kind: "ignored" }];
    return kind === undefined ? [] : [{ property, line: lineAt(unit, span.start), kind }];
  });
}

/** A setting that both releases ignore makes no difference. */
function differenceOf(
  before: PropertyReading | undefined,
  after: PropertyReading | undefined,
): MatrixDifference["kind"] | undefined {
  if (before === undefined) return after === undefined ? undefined : "honored";
  if (after === undefined) return "ignored";
  if (before.opaque || after.opaque) return undefined;
  return textOf(before.value) === textOf(after.value) ? undefined : "value";
}

/** A list of one item, and the same text from before lists, are the same thing. */
function textOf(value: KongValue | undefined): string {
  const text = typeof value === "object" ? value.join(",") : String(value);
  return text.replaceAll(/\s*,\s*/g, ",");
}

function lineAt(unit: ConfigUnit, offset: number): number {
  return unit.document.lines.positionAt(offset).line + 1;
}
