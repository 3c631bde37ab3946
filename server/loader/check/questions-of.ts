import { LoadedValues } from "../loaded-values.ts";
import type { LoaderModel } from "../model.ts";
import type { PropertyReading } from "../reading.ts";
import { assumedWorld } from "../world.ts";
import { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/**
 * The properties that the checks of a release ask for while they look at its defaults. Not listed are checks that do something
 * then, and those that ask for what another check has replaced, or for something other than properties.
 */
export type Questions = ReadonlyMap<CrossCheck, readonly string[]>;

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
  return found;
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
