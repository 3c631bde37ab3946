import { containsWord } from "../../grammar/text/text-facts.ts";
import {
  catalogFor,
  historyOf,
  inferRelease,
  type NamedRelease,
  namedRelease,
  newestRelease,
} from "../../schemas/catalog.ts";
import { describeRelease, type Edition, type Release } from "../../schemas/release.ts";
import { editionOfNewest, readKongImage } from "../formats/images/kong-image.ts";
import { commentedKeys } from "../formats/shared/commented-settings.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit, ToldPlace, ToldRelease } from "../model/config-unit.ts";
import type { Deployment } from "../model/deployment.ts";
import { isSharedVariable } from "../model/image-variable.ts";
import { textOf } from "../model/value.ts";
import { headerRelease } from "./header-release.ts";
import { isRefuted, releaseOfNeighbors } from "./weigh-guess.ts";

/** Which of the ways to tell a release told it, the most certain first. */
export type ReleaseSource = "flag" | "comment" | "settings" | "image" | "header" | "inferred" | "newest";

/** The release a source is checked against, and why that one. */
export interface ResolvedRelease {
  readonly release: Release;
  readonly from: ReleaseSource;
  /** A phrase for the report, after the release: `from --kong-version`. */
  readonly reason: string;
  /** False where the release is a guess: what depends on it is then a warning at most. */
  readonly certain: boolean;
  /** The line that tells it. */
  readonly at?: ToldPlace | undefined;
  /** Whether it is at least that of the copy of Kong's own file that the source is. */
  readonly isLikely?: true;
  /** Whether an image that is not Kong's, or a digest, leaves open what runs: nothing is said that depends on the release. */
  readonly isOpen?: true;
  /** The release that was said, where it is not known and {@link release} is the nearest. */
  readonly unknown?: Release | undefined;
}

/** What is known about the release from outside the source. */
export interface ReleaseOverrides {
  /** From the command line; wins over everything. */
  readonly flag?: NamedRelease | undefined;
  /** From the settings file. */
  readonly settings?: NamedRelease | undefined;
  /** From the command line or the settings where only the edition is said. */
  readonly edition?: Edition | undefined;
}

/** Below this confidence the properties of a file say too little about its release. */
const LEAST_CONFIDENCE = 0.6;

/** The comment that states the release in a file: `# kong-lint: kong=enterprise@0.34`. */
const COMMENT = /^[ \t]*[#;][ \t]*kong-lint:[ \t]*kong[ \t]*=[ \t]*(\S+)/m;

/** Decides which release a unit is checked against; see {@link ReleaseSource} for the order. */
export function resolveRelease(unit: ConfigUnit, wishes: ReleaseOverrides = {}): ResolvedRelease {
  const resolved = releaseOf(unit, wishes);
  const isGuess = resolved.from === "inferred" || resolved.from === "newest";
  return (isGuess && hasOpenImage(unit)) || (resolved.from === "image" && unit.release?.tagOwner === "other")
    ? { ...resolved, certain: false, isOpen: true }
    : resolved;
}

function releaseOf(unit: ConfigUnit, wishes: ReleaseOverrides): ResolvedRelease {
  const said = (named: NamedRelease, from: ReleaseSource, reason: string): ResolvedRelease =>
    inEditionOf(unit, named, from, reason);
  if (wishes.flag !== undefined) return said(wishes.flag, "flag", "from --kong-version");
  const comment = fromComment(unit, wishes.edition);
  if (comment !== undefined) return said(comment, "comment", "from a comment in the file");
  if (wishes.settings !== undefined) return said(wishes.settings, "settings", "from the settings");
  const told = unit.release !== undefined && mayBeFor(unit, unit.release) ? unit.release : undefined;
  if (told !== undefined && told.isBeside !== true) return ofImage(told);
  const header = headerRelease(unit, wishes.edition);
  if (header !== undefined) return said(header, "header", "from the header of the file");
  const floating = newestOfImage(unit);
  if (floating !== undefined) return known(floating, "newest", UNTAGGED, false);
  if (told !== undefined) return ofImage(told);
  const fit = inferRelease(tellingNames(unit), {
    edition: wishes.edition,
    commented: commentedKeys(unit.document),
  });
  const neighbors = hasOpenImage(unit) ? undefined : releaseOfNeighbors(unit, fit);
  if (neighbors !== undefined) return ofImage(neighbors);
  if (fit.confidence >= LEAST_CONFIDENCE && fit.decidedBy.length > 0 && !isRefuted(unit, fit)) {
    const guess = known(
      fit.release,
      "inferred",
      `guessed from ${fit.decidedBy.slice(0, 3).join(", ")}`,
      false,
    );
    return fit.isCopy ? { ...guess, isLikely: true } : guess;
  }
  const newest = newestRelease(wishes.edition ?? "oss");
  return known(newest, "newest", "the newest release, because none is specified", false);
}

const UNTAGGED = "the newest release, because the image tag does not specify one";

function ofImage({ release, certainty, place, isBeside, isNewest }: ToldRelease): ResolvedRelease {
  if (isNewest === true) return known(release, "newest", UNTAGGED, false);
  const where = place === undefined ? "" : ` in ${place.path}:${place.line}`;
  const what = isBeside === true ? "from the only Kong image beside it," : "from the image tag";
  return { ...known(release, "image", `${what}${where}`, certainty === "said"), at: place };
}

/**
 * Whether the tag of an image may tell Kong's release. One that somebody else gives may count from anything, and does where a unit has
 * names or values that only later releases have.
 */
function mayBeFor(unit: ConfigUnit, { release, tagOwner }: ToldRelease): boolean {
  if (tagOwner === undefined) return true;
  const then = catalogFor(release);
  const now = catalogFor(newestRelease(release.edition));
  return !unit.assignments.some((each) => {
    if (!tellsRelease(each)) return false;
    const { property, value } = each;
    if (!then.knows(property)) return now.knows(property);
    const text = textOf(value);
    const [before, today] = [then.property(property)?.enum, now.property(property)?.enum];
    return text !== undefined && before?.includes(text) === false && today?.includes(text) === true;
  });
}

/** Whether the image of a unit is one of somebody's own, or a digest: what it runs is known to those alone who made or pulled it. */
function hasOpenImage(unit: ConfigUnit): boolean {
  return deploymentsOf(unit).some(({ baseImage, image }) => {
    const origin = baseImage ?? image;
    const reference = origin === undefined ? undefined : textOf(origin.value);
    if (reference === undefined) return false;
    const { name, tagOwner, isKong } = readKongImage(reference);
    return name.digest !== undefined || (tagOwner !== "kong" && isKong !== false);
  });
}

/** The deployment of a unit, or of a file of settings those of the processes that have them. */
function deploymentsOf({ deployment, users = [] }: ConfigUnit): readonly Deployment[] {
  return deployment === undefined ? users : [deployment];
}

/**
 * What an image without a release in its tag is when somebody pulls it; undefined where the image is not one of Kong's own. Of settings
 * that several processes have, the newest of one edition has to be right for all.
 */
export function newestOfImage(unit: ConfigUnit): Release | undefined {
  const [first, ...others] = deploymentsOf(unit).map(newestOfDeployment);
  return others.every((each) => each?.edition === first?.edition) ? first : undefined;
}

function newestOfDeployment({ baseImage, image: named, imageFiles, steps }: Deployment): Release | undefined {
  // The name of an image that is built here says what is made, and not of what.
  const isMade = imageFiles === "own" && steps === undefined;
  const image = baseImage ?? (isMade ? undefined : named);
  if (image === undefined) return undefined;
  const reference = textOf(image.value);
  const edition = reference === undefined ? undefined : editionOfNewest(readKongImage(reference));
  return edition === undefined ? undefined : newestRelease(edition);
}

/** The names of a unit that tell something of its release. */
function tellingNames({ assignments }: ConfigUnit): readonly string[] {
  return assignments.filter(tellsRelease).map(({ property }) => property);
}

/** What a chart or an image sets by itself, it sets for every edition. */
function tellsRelease(assignment: Assignment): boolean {
  return assignment.origin.kind === "written" && assignment.repeats !== true && !isSharedVariable(assignment);
}

/** A release that somebody said. Where the edition was left out, it is that of the settings. */
function inEditionOf(
  unit: ConfigUnit,
  named: NamedRelease,
  from: ReleaseSource,
  reason: string,
): ResolvedRelease {
  const name = named.presumesOpenSource === true ? enterpriseName(unit, named.version) : undefined;
  if (name === undefined) return known(named, from, reason, true);
  const release: Release = { edition: "enterprise", version: named.version };
  return known(release, from, `${reason}: only Enterprise has ${name}`, true);
}

/** A name that Enterprise of a version has, or once had, and open source of that version has not; undefined where there is none. */
function enterpriseName(unit: ConfigUnit, version: string): string | undefined {
  const open = catalogFor({ edition: "oss", version });
  const strange = unit.assignments.filter((each) => !open.knows(each.property) && tellsRelease(each));
  // Most files have none, and then the facts of Enterprise, twice as long, need not be read.
  if (strange.length === 0) return undefined;
  const enterprise = catalogFor({ edition: "enterprise", version });
  if (!enterprise.exact) return undefined;
  return strange
    .map(({ property }) => property)
    .find((name) => enterprise.knows(name) || isOfEnterpriseAlone(name));
}

function isOfEnterpriseAlone(name: string): boolean {
  const presence = historyOf(name)?.presence ?? [];
  return presence.length > 0 && presence.every(({ edition }) => edition === "enterprise");
}

function known(wanted: NamedRelease, from: ReleaseSource, said: string, certain: boolean): ResolvedRelease {
  const catalog = catalogFor(wanted);
  const reason = wanted.presumesEnterprise === true ? `${said}: only Enterprise has ${wanted.version}` : said;
  if (catalog.exact) return { release: catalog.release, from, reason, certain };
  return {
    release: catalog.release,
    from,
    unknown: wanted,
    reason: `${reason}: ${describeRelease(wanted)} is unknown, so the nearest known release is used`,
    certain: false,
  };
}

/**
 * The release that a `kong-lint: kong=` comment states, or undefined. The text of the comment is checked by the rule
 * `settings/release-comment`; what cannot be read is passed over here.
 */
function fromComment(unit: ConfigUnit, edition: Edition | undefined): NamedRelease | undefined {
  const { text } = unit.document;
  const stated = containsWord(unit.document, "kong-lint:") ? COMMENT.exec(text)?.[1] : undefined;
  return stated === undefined ? undefined : namedRelease(stated, edition);
}
