import { LineIndex } from "../../grammar/text/line-index.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { Release } from "../../schemas/release.ts";
import { AssignmentIndex } from "../inputs/assignment-index.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import { readUnit } from "../inputs/read-unit.ts";
import { load } from "../loader/load.ts";
import { LoadedValues } from "../loader/loaded-values.ts";
import { Questions } from "../loader/questions.ts";
import type { PropertyReading, Reading } from "../loader/reading.ts";
import { assumedWorld } from "../loader/world.ts";
import type { ActiveRule } from "./active-rules.ts";
import type { RuleContext } from "./rule.ts";
import type { Tables } from "./tables.ts";

/** A source as the rules will see it. */
interface Sight {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
  readonly tables: Tables;
  readonly from: Release | undefined;
}

/** So many sources are asked all there is to ask: finding out what can be left out takes as long as several of them. */
const SOURCES_BEFORE = 4;

const known = new WeakMap<readonly ActiveRule[], Questions | number>();

/**
 * The rules that may have something to say about a source, in the order given. Left out is a rule that has nothing to say about
 * a source that says nothing, and only asks for what is not in this one: properties that it does not set, losses where nothing is
 * lost. Which these are is found out by watching the rules, so that a rule need not be told about it.
 */
export function concernedRules(active: readonly ActiveRule[], sight: Sight): readonly ActiveRule[] {
  // Rules about an upgrade ask for two releases, and a run for one is short.
  if (sight.from !== undefined) return active;
  const questions = questionsOf(active, sight.catalog);
  if (questions === undefined) return active;
  const { unit, reading } = sight;
  const concerned = questions.concerned((mark) => {
    unit.index.forEachProperty(mark);
    reading.changed.forEach((_, name) => void mark(name));
    matters(sight).forEach(mark);
  });
  return active.filter((_, at) => concerned[at] === 1);
}

/** What a rule can ask for besides properties. No property has a blank in its name. */
const LOSSES = "the losses";
const REFUSALS = "the refusals";
const WARNINGS = "the warnings";
const TABLES = "the tables";

/** Which of these there is something of. */
function matters({ reading, tables }: Sight): readonly string[] {
  const there: string[] = [];
  if (reading.losses.length > 0) there.push(LOSSES);
  if (reading.refusals.length > 0) there.push(REFUSALS);
  if (reading.warnings.length > 0) there.push(WARNINGS);
  if (tables.nginx !== undefined || tables.jsonFault !== undefined) there.push(TABLES);
  return there;
}

function questionsOf(active: readonly ActiveRule[], catalog: Catalog): Questions | undefined {
  const so = known.get(active) ?? 0;
  if (typeof so !== "number") return so;
  if (so < SOURCES_BEFORE) {
    known.set(active, so + 1);
    return undefined;
  }
  const found = findQuestions(active, catalog);
  known.set(active, found);
  return found;
}

function findQuestions(active: readonly ActiveRule[], catalog: Catalog): Questions {
  const unit = readUnit({ path: "kong.conf", text: "", lines: new LineIndex("") }, "kong-conf");
  const reading = load(unit, catalog.release, assumedWorld);
  const asked = active.map((each) => {
    // Another watch for each rule: what several rules ask for is remembered by the object that they asked.
    const watch = new Watch();
    const watched = new WatchedUnit(unit, watch);
    try {
      each.rule.check?.({
        unit: watched,
        reading: new WatchedReading(reading, watched, watch),
        catalog,
        release: catalog.release,
        from: undefined,
        options: each.options,
        get tables() {
          watch.asks(TABLES);
          return {};
        },
        isExtraProperty: () => watch.cannotTell(false),
        report: () => watch.cannotTell(undefined),
      } satisfies RuleContext);
    } catch {
      // What is wrong with the rule is said where it runs in earnest.
      watch.cannotTell(undefined);
    }
    return watch.asked;
  });
  return new Questions(asked);
}

/** What one rule asks for. */
class Watch {
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

class WatchedUnit implements ConfigUnit {
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

class WatchedReading implements Reading {
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
    this.#watch.asks(REFUSALS);
    return this.#reading.accepted;
  }

  get refusals() {
    this.#watch.asks(REFUSALS);
    return this.#reading.refusals;
  }

  get losses() {
    this.#watch.asks(LOSSES);
    return this.#reading.losses;
  }

  get warnings() {
    this.#watch.asks(WARNINGS);
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
