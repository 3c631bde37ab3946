import { LoadedValues } from "../loaded-values.ts";
import type { LoaderModel } from "../model.ts";
import type { PropertyReading } from "../reading.ts";
import { assumedWorld } from "../world.ts";
import { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** What the checks of a release ask for while they look at its defaults. */
export class Questions {
  readonly #quiet: ReadonlySet<CrossCheck>;
  readonly #askers = new Map<string, CrossCheck[]>();

  /**
   * @param asked by each check that does nothing about the defaults, and asks for neither what another check has replaced nor
   * for anything other than properties
   */
  constructor(asked: ReadonlyMap<CrossCheck, Iterable<string>>) {
    this.#quiet = new Set(asked.keys());
    for (const [check, names] of asked) {
      for (const name of names) {
        const askers = this.#askers.get(name);
        if (askers === undefined) this.#askers.set(name, [check]);
        else askers.push(check);
      }
    }
  }

  /** Whether a check does nothing while all that it asks for is as the release has it. */
  isQuiet(check: CrossCheck): boolean {
    return this.#quiet.has(check);
  }

  /** The quiet checks that ask for one of some properties. */
  concernedBy(names: Iterable<string>): ReadonlySet<CrossCheck> {
    const concerned = new Set<CrossCheck>();
    for (const name of names) for (const check of this.#askers.get(name) ?? NONE) concerned.add(check);
    return concerned;
  }
}

const NONE: readonly CrossCheck[] = [];

/**
 * What the checks of a release ask for. A run on one file would pay for this and gain nothing by it, so it is worked out when a
 * release comes again, and undefined before.
 */
export function questionsOf(model: LoaderModel): Questions | undefined {
  const known = questions.get(model);
  if (known === undefined) {
    questions.set(model, "seen");
    return undefined;
  }
  if (known !== "seen") return known;
  const found = findQuestions(model);
  questions.set(model, found);
  return found;
}

const questions = new WeakMap<LoaderModel, Questions | "seen">();

function findQuestions(model: LoaderModel): Questions {
  const context = new WatchedContext(model, new LoadedValues(model.defaults), assumedWorld, []);
  const found = new Map<CrossCheck, readonly string[]>();
  const replaced = new Set<string>();
  for (const check of [...model.crossChecks.together, ...model.crossChecks.afterwards]) {
    context.forget();
    check.run(context);
    const asked = [...context.asked];
    if (context.isQuiet() && !asked.some((name) => replaced.has(name))) found.set(check, asked);
    for (const name of context.replaced) replaced.add(name);
  }
  return new Questions(found);
}

/** Remembers what a check does. */
class WatchedContext extends CheckContext {
  readonly asked = new Set<string>();
  readonly replaced = new Set<string>();
  #asksTheWorld = false;
  #said = 0;

  forget(): void {
    this.asked.clear();
    this.replaced.clear();
    this.#asksTheWorld = false;
    this.#said = this.notes.length + this.warnings.length;
  }

  /** Whether it did nothing but ask for properties. */
  isQuiet(): boolean {
    const said = this.notes.length + this.warnings.length;
    return said === this.#said && this.replaced.size === 0 && !this.#asksTheWorld;
  }

  override exists(path: string): boolean {
    this.#asksTheWorld = true;
    return super.exists(path);
  }

  protected override replace(name: string, reading: PropertyReading): void {
    this.replaced.add(name);
    super.replace(name, reading);
  }

  protected override held(name: string): PropertyReading | undefined {
    this.asked.add(name);
    return super.held(name);
  }
}
