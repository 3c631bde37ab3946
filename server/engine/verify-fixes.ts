import type { Release } from "../../schemas/release.ts";
import type { Finding } from "../findings/finding.ts";
import type { SemanticEdit } from "../findings/fix.ts";
import { largestPart } from "../fixes/largest-part.ts";
import { readsAsIntended } from "../fixes/verify-fix.ts";
import { linkSource } from "../formats/read-unit.ts";
import type { Refusal } from "../loader/reading.ts";
import { type LinkedSource, reachingUnit } from "../model/config-unit.ts";
import type { SourceId, UnitId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import type { UnitAnalysis } from "./analyze.ts";
import { readAgain } from "./read-again.ts";
import type { ReportedFinding, ReportedFix } from "./report.ts";

/** Findings of one source as the rules made them, and in step with them as they are reported. */
export interface FindingsInStep {
  readonly findings: readonly Finding[];
  readonly reported: readonly ReportedFinding[];
}

/** What the fixes of a source are tried with. */
export interface VerifyInputs extends FindingsInStep {
  readonly linked: LinkedSource;
  /** The linked source itself, or one on which it draws. */
  readonly source: Source;
  readonly units: readonly UnitAnalysis[];
  /** The refusals that Kong would have for a process after edits. Those for the source as it is are in its {@link units}. */
  refusalsOf(unit: LinkedSource["units"][number], release: Release): readonly Refusal[];
}

/** A fix that is offered, by its places in the findings. */
interface Offer {
  readonly finding: number;
  readonly ordinal: number;
  readonly fix: ReportedFix;
  readonly intended: readonly SemanticEdit[];
}

/**
 * The findings with the fixes after which the text reads as they mean it and nothing else changes in any process; a fix that makes
 * Kong refuse a value is not a safe one. All are tried at once, as far as they do not touch each other, and by halves where that
 * fails.
 */
export function verifyFixes(inputs: VerifyInputs): FindingsInStep {
  const offers = offersOf(inputs);
  if (offers.length === 0) return inputs;
  const verified = new Set<Offer>();
  const refused = new Set<Offer>();
  const trial = new Trial(inputs);
  let first: readonly Offer[] | undefined;
  for (const layer of layersOf(offers)) {
    const kept = largestPart(layer, (some) => trial.readsAsIntended(some));
    for (const offer of kept) verified.add(offer);
    const safe = kept.filter(({ fix }) => fix.applicability === "safe");
    // What is harmless alone may not be so together with what is applied in the same round.
    const harmless = largestPart(safe, (some) => trial.refusesNothingNew(withOthers(some, first ?? [])));
    const isHarmless = new Set(harmless);
    for (const offer of safe) if (!isHarmless.has(offer)) refused.add(offer);
    first ??= harmless;
  }
  return withVerdicts(inputs, offers, verified, refused);
}

function offersOf({ findings, reported }: FindingsInStep): readonly Offer[] {
  return reported.flatMap(({ fixes }, finding) =>
    fixes.flatMap((fix, ordinal): readonly Offer[] =>
      fix.applicability === "display" || fix.edits.length === 0
        ? []
        : [{ finding, ordinal, fix, intended: findings[finding]?.fixes[ordinal]?.edits ?? [] }],
    ),
  );
}

/** More fixes that touch each other than this are not tried, and so are not offered. */
const MOST_LAYERS = 30;

/** The offers in groups, in each of which none touches another. */
function layersOf(offers: readonly Offer[]): readonly (readonly Offer[])[] {
  const layers: { reach: number; readonly offers: Offer[] }[] = [];
  const ordered = offers
    .map((offer) => ({ offer, ...extentOf(offer) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { offer, start, end } of ordered) {
    const layer = layers.find(({ reach }) => reach < start);
    if (layer !== undefined) {
      layer.reach = end;
      layer.offers.push(offer);
    } else if (layers.length < MOST_LAYERS) layers.push({ reach: end, offers: [offer] });
  }
  return layers.map((layer) => layer.offers);
}

/** Offers that do not touch each other, with those of a layer that touch none of them. Both are in the order of the text. */
function withOthers(offers: readonly Offer[], layer: readonly Offer[]): readonly Offer[] {
  const extents = offers.map(extentOf);
  let next = 0;
  const others = layer.filter((other) => {
    const { start, end } = extentOf(other);
    while (next < extents.length && (extents[next]?.end ?? 0) < start) next++;
    return (extents[next]?.start ?? Number.POSITIVE_INFINITY) > end;
  });
  return others.length === 0 ? offers : [...offers, ...others];
}

function extentOf({ fix: { edits } }: Offer): { readonly start: number; readonly end: number } {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { span } of edits) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}

/** Reads the source with some of the offers. */
class Trial {
  readonly #inputs: VerifyInputs;
  readonly #path: SourceId;
  readonly #releases: ReadonlyMap<UnitId, Release>;
  #known: ReadonlySet<string> | undefined;
  /** Mostly all that reads as intended is safe, and the same source is asked for again. */
  #last: { readonly offers: readonly Offer[]; readonly after: LinkedSource } | undefined;

  constructor(inputs: VerifyInputs) {
    this.#inputs = inputs;
    this.#path = inputs.source.document.path;
    this.#releases = new Map(inputs.units.map(({ unit, release }) => [unit.id, release.release]));
  }

  readsAsIntended(offers: readonly Offer[]): boolean {
    const edits = offers.flatMap(({ fix }) => fix.edits);
    const intended = offers.flatMap((offer) => offer.intended);
    return readsAsIntended(this.#inputs.linked, this.#after(offers), edits, intended, this.#path);
  }

  refusesNothingNew(offers: readonly Offer[]): boolean {
    this.#known ??= new Set(
      this.#inputs.units.flatMap(({ unit, reading }) => reading.allRefusals().map(keyIn(unit.id))),
    );
    const known = this.#known;
    return this.#after(offers).units.every((unit) => {
      const release = this.#releases.get(unit.id);
      if (release === undefined) return true;
      const found = this.#inputs.refusalsOf(reachingUnit(unit), release);
      return found.map(keyIn(unit.id)).every((key) => known.has(key));
    });
  }

  #after(offers: readonly Offer[]): LinkedSource {
    const isSame =
      this.#last?.offers.length === offers.length &&
      this.#last.offers.every((offer, at) => offer === offers[at]);
    if (this.#last === undefined || !isSame) this.#last = { offers, after: this.#read(offers) };
    return this.#last.after;
  }

  #read(offers: readonly Offer[]): LinkedSource {
    const { linked, source } = this.#inputs;
    const edits = offers.flatMap(({ fix }) => fix.edits);
    const changed = readAgain(source, edits);
    if (linked.source.document.path === this.#path) return linkSource(changed, linked.context);
    return linkSource(linked.source, {
      ...linked.context,
      resolve: (reference, from) => {
        const resolved = linked.context.resolve(reference, from);
        return resolved.kind === "source" && resolved.source.document.path === this.#path
          ? { ...resolved, source: changed }
          : resolved;
      },
    });
  }
}

/** What tells a refusal of a process from the others. */
function keyIn(unit: UnitId): (refusal: Refusal) => string {
  return ({ check, property }) => `${unit} ${check} ${property ?? ""}`;
}

/** The findings without what was not verified, and with the applicability that was found. */
function withVerdicts(
  { findings, reported }: FindingsInStep,
  offers: readonly Offer[],
  verified: ReadonlySet<Offer>,
  refused: ReadonlySet<Offer>,
): FindingsInStep {
  const wrong = new Map<number, Set<number>>();
  const unsafe = new Map<number, Set<number>>();
  const note = (notes: Map<number, Set<number>>, { finding, ordinal }: Offer) => {
    const known = notes.get(finding);
    if (known === undefined) notes.set(finding, new Set([ordinal]));
    else known.add(ordinal);
  };
  for (const offer of offers) {
    if (!verified.has(offer)) note(wrong, offer);
    else if (refused.has(offer)) note(unsafe, offer);
  }
  if (wrong.size === 0 && unsafe.size === 0) return { findings, reported };
  const judged = <T extends { readonly fixes: readonly F[] }, F extends { readonly applicability: string }>(
    all: readonly T[],
  ): readonly T[] =>
    all.map((each, finding) => {
      if (!wrong.has(finding) && !unsafe.has(finding)) return each;
      const fixes = each.fixes.flatMap((fix, ordinal) => {
        if (wrong.get(finding)?.has(ordinal) === true) return [];
        return [unsafe.get(finding)?.has(ordinal) === true ? { ...fix, applicability: "unsafe" } : fix];
      });
      return { ...each, fixes };
    });
  return { findings: judged(findings), reported: judged(reported) };
}
