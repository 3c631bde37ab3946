import { historyOf } from "../../schemas/catalog.ts";
import type { Property } from "../../schemas/property.ts";
import { isReference } from "../secrets/harmless-value.ts";
import type { CompareOptions } from "./compare-sides.ts";
import type { DiffAdvice, DiffItem, NotCompared, SideValue } from "./configuration-diff.ts";
import type { DiffSide, SideReading } from "./diff-side.ts";
import { listenerChanges } from "./listener-changes.ts";
import { isNodesOwn } from "./node-own-values.ts";
import { sameValue } from "./same-value.ts";
import { showValue, type ValueMask } from "./show-value.ts";

/** What two sides have for the properties of which they have different things. */
export interface ChangedValues {
  readonly items: readonly DiffItem[];
  readonly notCompared: readonly NotCompared[];
}

/** Compares the values of all properties that a side sets. */
export function changedValues(before: DiffSide, after: DiffSide, options: CompareOptions): ChangedValues {
  return new ValueComparison(before, after, options).result();
}

class ValueComparison {
  readonly #before: DiffSide;
  readonly #after: DiffSide;
  readonly #options: CompareOptions;
  readonly #mask: ValueMask;

  constructor(before: DiffSide, after: DiffSide, options: CompareOptions) {
    this.#before = before;
    this.#after = after;
    this.#options = options;
    this.#mask = {
      catalogs: [before.catalog, after.catalog],
      redact: (text) => after.redact(before.redact(text)),
    };
  }

  result(): ChangedValues {
    const items: DiffItem[] = [];
    const notCompared: NotCompared[] = [];
    const names = new Set([...this.#setNames(this.#before), ...this.#setNames(this.#after)]);
    for (const name of [...names].sort()) {
      const found = this.#compare(name);
      if (found === undefined) continue;
      if ("why" in found) notCompared.push(found);
      else items.push(found);
    }
    return { items: this.#withoutConsequences(items), notCompared };
  }

  *#setNames({ readings, written }: DiffSide): Iterable<string> {
    for (const { property, isSet } of readings.values()) if (isSet) yield property;
    yield* written.keys();
  }

  #compare(name: string): DiffItem | NotCompared | undefined {
    const then = this.#before.readings.get(name);
    const now = this.#after.readings.get(name);
    if (then === undefined && now === undefined) return this.#mayHaveEnded(name);
    if (then === undefined) return this.#newInRelease(name);
    if (now === undefined) return this.#goneWithRelease(name, then);
    const unknown = this.#unknown(then, now);
    if (unknown !== undefined) return unknown === "same" ? undefined : unknown;
    if (sameValue(name, then.value, now.value, this.#definition(name))) return undefined;
    const own = this.#nodesOwn(then, now);
    if (own !== undefined) return own;
    if (this.#isByDefault(then, this.#before, now) && this.#isByDefault(now, this.#after, then))
      return this.#item("default", name);
    if (!this.#options.isSameSource && isOfForeground(name, then, now)) return undefined;
    const isListener =
      this.#before.catalog.listenProperties.has(name) || this.#after.catalog.listenProperties.has(name);
    if (!isListener) return this.#item("changed", name);
    const listeners = listenerChanges(then.value, now.value);
    return listeners.length === 0 ? undefined : { ...this.#item("listeners", name), listeners };
  }

  /** What a node made by itself tells nothing of a drift. */
  #nodesOwn(then: SideReading, now: SideReading): NotCompared | undefined {
    const { node = this.#before.node } = this.#after;
    if (node === undefined) return undefined;
    const [file, running] = this.#after.node === undefined ? [now, then] : [then, now];
    const place = file.place;
    // A node leaves out what has no value, but what Kong itself gives a value is missing for another reason.
    const isMissing = running.value === undefined && file.value !== undefined;
    if (isMissing && (file.origin.kind === "default" || file.origin.kind === "by"))
      return { property: file.property, why: "not-reported", place };
    return isNodesOwn(file, running, node) ? { property: file.property, why: "node-only", place } : undefined;
  }

  /** Whether Kong takes a value from a property that has its default. Of a node the other side tells from which one. */
  #isByDefault({ origin }: SideReading, { readings }: DiffSide, { origin: other }: SideReading): boolean {
    const source = origin.kind === "node" ? other : origin;
    return source.kind === "by" && readings.get(source.by)?.isSet === false;
  }

  /** What is known at run time only, or hidden by a node. */
  #unknown(then: SideReading, now: SideReading): DiffItem | NotCompared | "same" | undefined {
    const why = then.unknown ?? now.unknown;
    if (why === undefined) return undefined;
    if (then.unknown !== undefined && then.unknown === now.unknown && then.written === now.written)
      return "same";
    // A reference to a vault is a value of its own, whatever the vault has.
    if (this.#options.isSameSource || (isReference(then.written) && isReference(now.written)))
      return this.#item("changed", then.property);
    const place = then.unknown === undefined ? now.place : then.place;
    return { property: this.#mask.redact(then.property), why, place };
  }

  /** A name that only the second release has. */
  #newInRelease(name: string): DiffItem | undefined {
    const now = this.#after.readings.get(name);
    if (now?.isSet !== true || this.#isFilledByAlias(name)) return undefined;
    const wasWritten = this.#before.written.get(name);
    if (wasWritten === undefined) return this.#item("changed", name);
    // Of some releases only a part of the properties is known.
    if (this.#before.catalog.partial) return undefined;
    const before: SideValue = { ...showValue(undefined, this.#mask), place: wasWritten.place };
    return { ...this.#item("honored", name), before };
  }

  /** A name that only the first release has. */
  #goneWithRelease(name: string, then: SideReading): DiffItem | undefined {
    if (!then.isSet || this.#after.catalog.partial || this.#isCarriedOver(name)) return undefined;
    const stillWritten = this.#after.written.get(name);
    if (stillWritten === undefined)
      return then.origin.kind === "by" ? undefined : this.#item("changed", name);
    return this.#lost(name);
  }

  /** What the first release may have honored, as not all of its properties are known, and the second one certainly does not. */
  #mayHaveEnded(name: string): DiffItem | undefined {
    const isKnown = this.#before.catalog.partial && !this.#after.catalog.partial;
    const { written } = this.#before;
    if (!isKnown || !written.has(name) || !this.#after.written.has(name)) return undefined;
    if (historyOf(name) === undefined || this.#after.catalog.knows(name)) return undefined;
    return this.#lost(name);
  }

  #lost(name: string): DiffItem {
    const place = this.#after.written.get(name)?.place;
    const after: SideValue = { ...showValue(undefined, this.#mask), place };
    return { ...this.#item("lost", name), after, advice: this.#adviceFor(name) };
  }

  /** What the rules say of a name that the second release ignores. */
  #adviceFor(name: string): DiffAdvice | undefined {
    const finding = this.#after.findings.find(
      ({ property, isWritten, severity }) => property === name && isWritten && severity !== "hint",
    );
    return finding === undefined
      ? undefined
      : { message: finding.message, fix: finding.fix, rule: finding.rule };
  }

  /** Whether all that a deprecated name sets is set on the other side as well. */
  #isCarriedOver(name: string): boolean {
    const effects = effectsOf(this.#before.catalog.property(name));
    return (
      effects.length > 0 &&
      effects.every((effect) => {
        const now = this.#after.readings.get(effect);
        return now !== undefined && this.#isSame(effect, this.#before.readings.get(effect), now);
      })
    );
  }

  /** Whether a name that is new only gets what the same deprecated name of the other release got. */
  #isFilledByAlias(name: string): boolean {
    const effects = effectsOf(this.#after.catalog.property(name));
    return (
      effects.length > 0 &&
      effects.every((effect) =>
        this.#isSame(effect, this.#before.readings.get(effect), this.#after.readings.get(effect)),
      )
    );
  }

  #isSame(name: string, then: SideReading | undefined, now: SideReading | undefined): boolean {
    if (then?.unknown !== undefined || now?.unknown !== undefined)
      return then?.unknown === now?.unknown && then?.written === now?.written;
    return sameValue(name, then?.value, now?.value, this.#definition(name));
  }

  /**
   * Leaves out what says one thing twice: a deprecated name whose value reaches its replacement on both sides, and a value that Kong
   * takes from a property that is listed.
   */
  #withoutConsequences(items: readonly DiffItem[]): readonly DiffItem[] {
    const kept = items.filter(({ property, kind }) => {
      if (kind !== "changed") return true;
      const effects = this.#effects(property);
      return (
        effects.length === 0 ||
        !effects.every((effect) =>
          this.#isSame(effect, this.#before.readings.get(effect), this.#after.readings.get(effect)),
        )
      );
    });
    const listed = new Set(kept.map(({ property }) => property));
    return kept.filter(({ before, after, property }) => {
      const sources = [
        ...[before, after].flatMap((side) =>
          side?.origin.kind === "by" && side.origin.by !== property ? side.origin.by : [],
        ),
        ...(this.#hasNode ? [...listed].filter((name) => this.#effects(name).includes(property)) : []),
      ];
      const isOwn = [before, after].some(
        (side) => side?.origin.kind === "written" || side?.origin.kind === "made",
      );
      return isOwn || sources.length === 0 || !sources.some((source) => listed.has(source));
    });
  }

  /** A node does not say which property gave a value. */
  get #hasNode(): boolean {
    return this.#before.node !== undefined || this.#after.node !== undefined;
  }

  #effects(name: string): readonly string[] {
    return [this.#before, this.#after].flatMap(({ catalog }) => effectsOf(catalog.property(name)));
  }

  #definition(name: string): Property | undefined {
    return this.#after.catalog.property(name) ?? this.#before.catalog.property(name);
  }

  #item(kind: DiffItem["kind"], property: string): DiffItem {
    return {
      kind,
      property: this.#mask.redact(property),
      before: showValue(this.#before.readings.get(property), this.#mask),
      after: showValue(this.#after.readings.get(property), this.#mask),
      listeners: [],
      advice: undefined,
      isWarning: false,
    };
  }
}

/** Images keep nginx in the foreground, as containers need it. That is no difference of the configuration. */
function isOfForeground(name: string, ...readings: readonly SideReading[]): boolean {
  const isDaemon = name === "nginx_daemon" || name === "nginx_main_daemon";
  return isDaemon && readings.every(({ origin }) => origin.kind !== "written");
}

/** The properties to which a property gives its value. */
function effectsOf(property: Property | undefined): readonly string[] {
  if (property === undefined) return [];
  return property.aliasOf === undefined ? (property.directives ?? []) : [property.aliasOf];
}
