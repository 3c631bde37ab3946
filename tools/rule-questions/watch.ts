import type { Release } from "../../schemas/release.ts";
import { topics } from "../../server/engine/rule-topics.ts";
import { AssignmentIndex } from "../../server/inputs/assignment-index.ts";
import type { ConfigUnit } from "../../server/inputs/config-unit.ts";
import { LoadedValues } from "../../server/loader/loaded-values.ts";
import type { PropertyReading, Reading } from "../../server/loader/reading.ts";

/** What one rule asks for. */
export class Watch {
  #asked: Set<string> | undefined = new Set();

  /** The names asked for; undefined for a rule that speaks, or looks at more than what has a name. */
  get asked(): ReadonlySet<string> | undefined {
    return this.#asked;
  }

  asks(name: string): void {
    this.#asked?.add(name);
  }

  cannotTell<Answer>(answer: Answer): Answer {
    this.#asked = undefined;
    return answer;
  }
}

export class WatchedUnit implements ConfigUnit {
  readonly #unit: ConfigUnit;
  readonly #watch: Watch;
  readonly index: AssignmentIndex;

  constructor(unit: ConfigUnit, watch: Watch) {
    this.#unit = unit;
    this.#watch = watch;
    this.index = new WatchedIndex(watch);
  }

  get document() {
    return this.#watch.cannotTell(this.#unit.document);
  }

  get syntax() {
    return this.#watch.cannotTell(this.#unit.syntax);
  }

  get assignments() {
    return this.#watch.cannotTell(this.#unit.assignments);
  }

  get release() {
    return this.#watch.cannotTell(this.#unit.release);
  }

  get world() {
    return this.#watch.cannotTell(this.#unit.world);
  }

  get templateSpans() {
    return this.#watch.cannotTell(this.#unit.templateSpans);
  }

  get branches() {
    return this.#watch.cannotTell(this.#unit.branches);
  }
}

class WatchedIndex extends AssignmentIndex {
  readonly #watch: Watch;

  constructor(watch: Watch) {
    super([]);
    this.#watch = watch;
  }

  override named(property: string) {
    this.#watch.asks(property);
    return super.named(property);
  }

  override forEachProperty(action: (property: string) => void) {
    this.#watch.cannotTell(undefined);
    super.forEachProperty(action);
  }
}

export class WatchedReading implements Reading {
  readonly #reading: Reading;
  readonly #watch: Watch;
  readonly unit: ConfigUnit;
  readonly release: Release;
  readonly properties: ReadonlyMap<string, PropertyReading>;

  constructor(reading: Reading, unit: ConfigUnit, watch: Watch) {
    this.#reading = reading;
    this.#watch = watch;
    this.unit = unit;
    this.release = reading.release;
    this.properties = new WatchedValues(reading.properties, watch);
  }

  get accepted() {
    this.#watch.asks(topics.refusals);
    return this.#reading.accepted;
  }

  get refusals() {
    this.#watch.asks(topics.refusals);
    return this.#reading.refusals;
  }

  get nodeRefusals() {
    this.#watch.asks(topics.refusals);
    return this.#reading.nodeRefusals;
  }

  get losses() {
    this.#watch.asks(topics.losses);
    return this.#reading.losses;
  }

  get warnings() {
    this.#watch.asks(topics.warnings);
    return this.#reading.warnings;
  }

  get changed() {
    return this.#watch.cannotTell(this.#reading.changed);
  }
}

class WatchedValues extends LoadedValues {
  readonly #watch: Watch;

  constructor(values: ReadonlyMap<string, PropertyReading>, watch: Watch) {
    super(values);
    this.#watch = watch;
  }

  override get(name: string) {
    this.#watch.asks(name);
    return super.get(name);
  }

  override has(name: string) {
    this.#watch.asks(name);
    return super.has(name);
  }

  override get size() {
    return this.#watch.cannotTell(super.size);
  }

  override *entries(): MapIterator<[string, PropertyReading]> {
    this.#watch.cannotTell(undefined);
    yield* super.entries();
  }
}
