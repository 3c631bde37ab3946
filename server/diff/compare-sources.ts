import { formatRelease, type Release } from "../../schemas/release.ts";
import type { Analysis } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import { resolveRelease } from "../engine/resolve-release.ts";
import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import { analyze } from "../workspace/analyze.ts";
import { compareSides } from "./compare-sides.ts";
import type { ConfigurationDiff, DiffSideSummary, UnitDiff } from "./configuration-diff.ts";
import type { DiffSide } from "./diff-side.ts";
import type { NodeAnswer } from "./node-answer.ts";
import { pairReleases, releaseTold, type SideRelease } from "./pair-releases.ts";
import { isMigrating, pairUnits } from "./pair-units.ts";
import { sameValue } from "./same-value.ts";
import { releaseOfNode, sideOfNode } from "./side-of-node.ts";
import { sideOfUnit, summaryOfUnit } from "./side-of-unit.ts";

/** A source as it was linked, with what settings say of it. */
export interface DiffSource {
  readonly linked: LinkedSource;
  readonly settings: LintSettings;
}

/** The processes of two sources that belong together, each with its release. */
interface Pair {
  readonly before: ConfigUnit;
  readonly after: ConfigUnit;
  readonly releases: readonly [SideRelease, SideRelease];
}

/**
 * What Kong does differently with one source than with another one, in whatever formats they are.
 * @param isSameSource whether both are versions of one file
 */
export async function compareSources(
  before: DiffSource,
  after: DiffSource,
  isSameSource: boolean,
): Promise<ConfigurationDiff> {
  const { pairs: paired, removed, added } = pairUnits(before.linked.units, after.linked.units);
  const pairs = paired.map(([then, now]): Pair => {
    const releases = pairReleases(toldBy(then, before.settings), toldBy(now, after.settings));
    return { before: then, after: now, releases };
  });
  const thens = await analyzed(
    before,
    new Map(pairs.map(({ before: unit, releases: [own] }) => [unit.id, { own }])),
  );
  const nows = await analyzed(
    after,
    new Map(pairs.map(({ after: unit, releases: [from, own] }) => [unit.id, { own, from }])),
  );
  const units = pairs.flatMap((pair): UnitDiff[] => {
    const then = sideIn(thens, pair.before, pair.releases[0]);
    const now = sideIn(nows, pair.after, pair.releases[1]);
    return then === undefined || now === undefined ? [] : [compareSides(then, now, { isSameSource })];
  });
  const isOneToMany = !isSameSource && (before.linked.units.length === 1 || after.linked.units.length === 1);
  const sides = { removed: alone(before, removed), added: alone(after, added) };
  return {
    before: before.linked.source.document.path,
    after: after.linked.source.document.path,
    units,
    // Somebody who compares one process with a file of several asks for the one that is like it.
    ...(isOneToMany
      ? { removed: [], added: [], leftOut: [...sides.removed, ...sides.added] }
      : { ...sides, leftOut: [] }),
  };
}

/**
 * How a node that runs differs from a source: from the process of it that is most like the node.
 * @param side where the node is
 */
export async function compareWithNode(
  source: DiffSource,
  answer: NodeAnswer,
  path: string,
  side: "before" | "after",
): Promise<ConfigurationDiff> {
  const node = sideOfNode(answer, path);
  const told = releaseOfNode(answer);
  const { units } = source.linked;
  const releases = new Map(
    units.map((unit) => [unit.id, { own: pairReleases(toldBy(unit, source.settings), told)[0] }] as const),
  );
  const analysis = await analyzed(source, releases);
  const sides = units.flatMap((unit) => {
    const release = releases.get(unit.id)?.own;
    const found = release === undefined ? undefined : sideIn(analysis, unit, release);
    return found === undefined
      ? []
      : [{ unit, side: found, score: isMigrating(unit) ? -1 : likenessTo(node, found) }];
  });
  const best = sides.reduce((a, b) => (b.score > a.score ? b : a));
  const own = source.linked.source.document.path;
  const [before, after] = side === "before" ? [node, best.side] : [best.side, node];
  return {
    before: side === "before" ? path : own,
    after: side === "before" ? own : path,
    units: [compareSides(before, after, { isSameSource: false })],
    removed: [],
    added: [],
    leftOut: sides.filter((each) => each !== best).map((each) => each.side.summary),
  };
}

/** How one node that runs differs from another one. */
export function compareNodes(
  before: { readonly answer: NodeAnswer; readonly path: string },
  after: { readonly answer: NodeAnswer; readonly path: string },
): ConfigurationDiff {
  const sides = [sideOfNode(before.answer, before.path), sideOfNode(after.answer, after.path)] as const;
  return {
    before: before.path,
    after: after.path,
    units: [compareSides(...sides, { isSameSource: false })],
    removed: [],
    added: [],
    leftOut: [],
  };
}

/** How many settings of a process a node has with the same value. */
function likenessTo(node: DiffSide, side: DiffSide): number {
  return [...side.readings.values()].filter(({ property, value, isSet }) => {
    const running = node.readings.get(property);
    return isSet && running?.isSet === true && sameValue(property, value, running.value, undefined);
  }).length;
}

/** A source that is on one side only. */
export function sourceAlone(source: DiffSource, side: "removed" | "added"): ConfigurationDiff {
  const { path } = source.linked.source.document;
  const nothing = { before: path, after: path, units: [], removed: [], added: [], leftOut: [] };
  return { ...nothing, [side]: alone(source, source.linked.units) };
}

function alone({ linked, settings }: DiffSource, units: readonly ConfigUnit[]): readonly DiffSideSummary[] {
  return units.map((unit) => summaryOfUnit(unit, toldBy(unit, settings), linked));
}

function toldBy(unit: ConfigUnit, settings: LintSettings): SideRelease {
  return releaseTold(unit, resolveRelease(unit, settings.ofUnit?.(unit.id).release ?? settings.release));
}

/** By which release a process is read, and from which one it comes where that is another one. */
interface Releases {
  readonly own: SideRelease;
  readonly from?: SideRelease;
}

function analyzed(
  { linked, settings }: DiffSource,
  releases: ReadonlyMap<string, Releases>,
): Promise<Analysis> {
  return analyze(linked, {
    ...settings,
    release: { ...settings.release, flag: undefined },
    ofUnit: (id) => {
      const own = settings.ofUnit?.(id) ?? settings;
      const told = releases.get(id);
      if (told === undefined) return own;
      return {
        ...own,
        release: { ...own.release, flag: told.own.release },
        from: upgradeFrom(told),
      };
    },
  });
}

function upgradeFrom({ own, from }: Releases): Release | undefined {
  return from === undefined || formatRelease(from.release) === formatRelease(own.release)
    ? undefined
    : from.release;
}

function sideIn(analysis: Analysis, { id }: ConfigUnit, told: SideRelease): DiffSide | undefined {
  const each = analysis.units.find(({ unit }) => unit.id === id);
  return each === undefined ? undefined : sideOfUnit(analysis, each, told);
}
