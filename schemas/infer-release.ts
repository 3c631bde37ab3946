import { memoizeBy, memoizeLast, memoizeObject, memoizeText } from "../grammar/text/memoize.ts";
import type { PropertyFacts, Timelines } from "./facts/facts-file.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { releaseOrder } from "./facts/read-timeline.ts";
import { knownReleases, newestRelease } from "./known-releases.ts";
import { compareVersions, type Edition, type Release, versionLine } from "./release.ts";

/** How well a release fits the names of a document. */
export interface ReleaseFit {
  readonly release: Release;
  /** From 0, a guess, to 1, certain. From 0.6 on it is worth more than the newest release. */
  readonly confidence: number;
  /** The names that decided it, the most telling first: the release has them, others do not. Empty for a guess. */
  readonly decidedBy: readonly string[];
  /** Whether the document is a copy of Kong's own file, whose comments tell the release. */
  readonly isCopy: boolean;
}

/** What else is known of the document. */
export interface ReleaseHints {
  /** Only releases of this edition come into question. */
  readonly edition?: Edition | undefined;
  /**
   * Names of settings that stand in comments, as in a copy of Kong's own kong.conf. From twenty names on they tell the
   * release far better than what is set.
   */
  readonly commented?: ReadonlySet<string> | readonly string[] | undefined;
}

/** How much of a home each release that comes into question is for a name: 0 to 1, in the order of the candidates. */
type Weights = readonly number[];

/** A name that some release knows. */
interface KnownName {
  readonly name: string;
  readonly weights: Weights;
  /** The sum of {@link weights}. */
  readonly spread: number;
}

/** So many names in comments make the document a copy of Kong's own file. */
const TEMPLATE_SIZE = 20;

/** A release that keeps a name without telling of it, or advises against it, is a weaker home for the name. */
const WEAK = 0.6;

/** The confidence in a release that has all names where the newest has not: worth more than that one, and no more. */
const ONLY_HOME = 0.6;

/**
 * The release that fits the property names of a document best: the newest among equals, and open source unless names say
 * Enterprise. Names that no release knows say nothing.
 */
export function inferRelease(names: Iterable<string>, hints: ReleaseHints = {}): ReleaseFit {
  return lastFit(new Set(names), hints.edition, hints.commented);
}

type Question = [
  written: ReadonlySet<string>,
  edition: Edition | undefined,
  commented: ReleaseHints["commented"],
];

/** An editor asks again with every keystroke, and the files of a repository are much alike. */
const lastFit = memoizeLast(
  (...[written, edition, commented]: Question) => fitOf(written, { edition, commented }),
  1,
  isSame,
);

function isSame(
  [formerlyWritten, formerEdition, formerlyCommented]: Question,
  [written, edition, commented]: Question,
): boolean {
  // A list may have been changed since it was seen; a set of this signature is taken for one that is not.
  if (edition !== formerEdition || Array.isArray(commented) || Array.isArray(formerlyCommented)) return false;
  return (
    holdsTheSame(written, formerlyWritten) &&
    (commented === formerlyCommented || holdsTheSame(setOf(commented), setOf(formerlyCommented)))
  );
}

function setOf(names: ReleaseHints["commented"]): ReadonlySet<string> {
  return names instanceof Set ? names : new Set(names);
}

function holdsTheSame(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  if (names.size !== others.size) return false;
  for (const name of names) if (!others.has(name)) return false;
  return true;
}

function fitOf(written: ReadonlySet<string>, hints: ReleaseHints): ReleaseFit {
  const all = new Set([...written, ...(hints.commented ?? [])]);
  const editions: readonly Edition[] = hints.edition === undefined ? ["oss", "enterprise"] : [hints.edition];
  const isTemplate = all.size - written.size >= TEMPLATE_SIZE;
  if (!isTemplate) return fitOfNames(knownNames(written, editions, weightsOf), editions);
  const fit = fitOfTemplate(knownNames(all, editions, documentedIn), all.size, editions);
  return hints.edition === undefined && fit.release.edition === "oss" && speaksEnterprise(written)
    ? { ...fit, release: enterpriseOn(fit.release) }
    : fit;
}

/** The newest Enterprise release that stands on an open-source release, or on one before it. */
function enterpriseOn({ version }: Release): Release {
  const line = versionLine(version);
  const { releases } = kongFacts.enterprise;
  const onIt = knownReleases("enterprise").filter(
    (each) => compareVersions(versionLine(releases[each.version]?.base ?? each.version), line) <= 0,
  );
  return onIt.at(-1) ?? newestRelease("enterprise");
}

/**
 * Whether several settings are of Enterprise alone. Enterprise installations often start from the open-source file, whose
 * comments then say nothing about the edition.
 */
function speaksEnterprise(written: ReadonlySet<string>): boolean {
  let count = 0;
  for (const name of written) {
    const isOpen = weightsOf(name, "oss").some((weight) => weight > 0);
    if (!isOpen && weightsOf(name, "enterprise").some((weight) => weight > 0)) count++;
  }
  return count >= 2;
}

/** Counts the names that each release knows. Where some release knows all of them, the others do not come into question. */
function fitOfNames(known: readonly KnownName[], editions: readonly Edition[]): ReleaseFit {
  const candidates = candidatesOf(editions);
  const scores = total(known, candidates.length, (weight) => weight);
  const homes = total(known, candidates.length, (weight) => (weight > 0 ? 1 : 0));
  const isHomeOfAll = (at: number) => homes[at] === known.length;
  const hasHome = candidates.some((_, at) => isHomeOfAll(at));
  const best = bestOf(
    candidates,
    hasHome ? scores.map((score, at) => (isHomeOfAll(at) ? score : -1)) : scores,
  );
  const decisive = known.filter(({ weights }) => weights.some((weight) => weight < (weights[best] ?? 0)));
  const strangers = known.filter(({ weights }) => weights[best] === 0).length;
  // Against the release that is taken when nothing is known; where that is this one, against the older ones.
  const newest = candidates.findLastIndex(({ edition }) => edition === editions[0]);
  const lead = Math.max(best === newest ? decisive.length : (scores[best] ?? 0) - (scores[newest] ?? 0), 0);
  const confidence = decisive.length === 0 ? 0 : lead / (lead + 1 + strangers);
  return {
    release: candidates[best] ?? candidates[0] ?? { edition: "oss", version: "" },
    confidence: hasHome && !isHomeOfAll(newest) ? Math.max(confidence, ONLY_HOME) : confidence,
    decidedBy: mostTelling(decisive),
    isCopy: false,
  };
}

/** Compares the names with those that each release documents: what is missing says as much as what is there. */
function fitOfTemplate(known: readonly KnownName[], size: number, editions: readonly Edition[]): ReleaseFit {
  const candidates = candidatesOf(editions);
  const documented = editions.flatMap(documentedCounts);
  const scores = total(known, candidates.length, (weight) => (weight === 1 ? 1 : 0)).map(
    (shared, at) => shared / (size + (documented[at] ?? 0) - shared),
  );
  const best = bestOf(candidates, scores);
  return {
    release: candidates[best] ?? candidates[0] ?? { edition: "oss", version: "" },
    confidence: scores[best] ?? 0,
    decidedBy: mostTelling(known.filter(({ weights }) => weights[best] === 1 && weights.includes(0))),
    isCopy: true,
  };
}

/** What `measure` makes of the weights of all names, for each candidate. */
function total(
  known: readonly KnownName[],
  candidates: number,
  measure: (weight: number) => number,
): number[] {
  const totals: number[] = new Array(candidates).fill(0);
  for (const { weights } of known)
    for (let at = 0; at < candidates; at++) totals[at] = (totals[at] ?? 0) + measure(weights[at] ?? 0);
  return totals;
}

const candidatesOf = memoizeBy(
  (editions: readonly Edition[]) => editions.join(),
  (editions): readonly Release[] => editions.flatMap((edition) => knownReleases(edition)),
);

/** The place of the highest score; of equals that of the newer release of an edition, and of the first edition. */
function bestOf(candidates: readonly Release[], scores: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < scores.length; at++) {
    const lead = (scores[at] ?? 0) - (scores[best] ?? 0);
    if (lead > 0 || (lead === 0 && isNewer(candidates[at], candidates[best]))) best = at;
  }
  return best;
}

function isNewer(a: Release | undefined, b: Release | undefined): boolean {
  return (
    a !== undefined && b !== undefined && a.edition === b.edition && compareVersions(a.version, b.version) > 0
  );
}

/** Names that few releases know come first. */
function mostTelling(names: readonly KnownName[]): string[] {
  return [...names].sort((a, b) => a.spread - b.spread).map(({ name }) => name);
}

type Weigh = (name: string, edition: Edition) => Weights;

/** There is no end to the names that a text can hold. */
const MOST_NAMES = 5000;

function knownNames(names: ReadonlySet<string>, editions: readonly Edition[], weigh: Weigh): KnownName[] {
  const knownName = namesWeighed(weigh)(editions);
  const known: KnownName[] = [];
  for (const name of names) {
    const entry = knownName(name);
    if (entry !== undefined) known.push(entry);
  }
  return known;
}

/** By the way of weighing, the editions and the name: the same names come with every keystroke. */
const namesWeighed = memoizeObject((weigh: Weigh) =>
  memoizeBy(
    (editions: readonly Edition[]) => editions.join(),
    (editions) =>
      memoizeText((name): KnownName | undefined => {
        if (!editions.some((edition) => isNamed(name, edition))) return undefined;
        const weights = editions.flatMap((edition) => weigh(name, edition));
        return weights.some((weight) => weight > 0) ? { name, weights, spread: sum(weights) } : undefined;
      }, MOST_NAMES),
  ),
);

function weightsOf(name: string, edition: Edition): Weights {
  const { properties, prefixes } = kongFacts[edition];
  let weights = fillTimeline(edition, properties, name, homeOf);
  for (const prefix in prefixes) {
    if (!name.startsWith(prefix) || name === prefix) continue;
    const namespace = fillTimeline(edition, prefixes, prefix, () => 1);
    weights = weights.map((weight, at) => weight || (namespace[at] ?? 0));
  }
  return weights;
}

/** Whether some release of an edition has a name or a namespace of it. Most names of a long text are in none. */
function isNamed(name: string, edition: Edition): boolean {
  const { properties, prefixes } = kongFacts[edition];
  if (Object.hasOwn(properties, name)) return true;
  for (const prefix in prefixes) if (name.startsWith(prefix)) return true;
  return false;
}

function homeOf(property: Partial<PropertyFacts>): number {
  if (property.dropped) return 0;
  return property.documented === false || property.deprecated ? WEAK : 1;
}

/** 1 for each release that documents the name. */
function documentedIn(name: string, edition: Edition): Weights {
  return fillTimeline(edition, kongFacts[edition].properties, name, (property) =>
    property.documented === false ? 0 : 1,
  );
}

/** How many properties each release documents. */
const documentedCounts = memoizeText((edition: Edition): readonly number[] => {
  const { properties, releases } = kongFacts[edition];
  const counts = Object.keys(releases).map(() => 0);
  for (const name in properties) {
    const documented = fillTimeline(edition, properties, name, (property) =>
      property.documented === false ? 0 : 1,
    );
    for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] ?? 0) + (documented[at] ?? 0);
  }
  return counts;
});

/** What `measure` says of a thing in each release of an edition; 0 where it is absent. */
function fillTimeline<T>(
  edition: Edition,
  timelines: Timelines<T>,
  name: string,
  measure: (state: Partial<T>) => number,
): number[] {
  const order = releaseOrder(kongFacts[edition]);
  const filled: number[] = new Array(order.size).fill(0);
  let state: Record<string, unknown> | undefined;
  for (const [since, change] of Object.hasOwn(timelines, name) ? (timelines[name] ?? []) : []) {
    state = change === null ? undefined : { ...state, ...change };
    // An attribute that has gone is null here, which no measure takes for set.
    filled.fill(state === undefined ? 0 : measure(state as Partial<T>), order.get(since));
  }
  return filled;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
