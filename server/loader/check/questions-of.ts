import { LoadedValues } from "../loaded-values.ts";
import type { LoaderModel } from "../model.ts";
import { Questions } from "../questions.ts";
import type { PropertyReading } from "../reading.ts";
import { assumedWorld } from "../world.ts";
import { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import type { CrossChecks } from "./cross-checks.ts";

/** What the checks of a release ask for, by the stage that makes them. */
export type StageQuestions = Readonly<Record<keyof CrossChecks, Questions>>;

/**
 * What the checks of a release ask for. A run on one file would pay for this and gain nothing by it, so it is worked out when a
 * release comes again, and undefined before.
 */
export function questionsOf(model: LoaderModel): StageQuestions | undefined {
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

const questions = new WeakMap<LoaderModel, StageQuestions | "seen">();

function findQuestions(model: LoaderModel): StageQuestions {
  const context = new WatchedContext(model, new LoadedValues(model.defaults), assumedWorld, []);
  const replaced = new Set<string>();
  const askedBy = (check: CrossCheck): readonly string[] | undefined => {
    context.forget();
    check.run(context);
    const asked = [...context.asked];
    // What another check has replaced is not the default of the release.
    const isQuiet = context.isQuiet() && !asked.some((name) => replaced.has(name));
    for (const name of context.replaced) replaced.add(name);
    return isQuiet ? asked : undefined;
  };
  const { together, afterwards, nodes } = model.crossChecks;
  return {
    together: new Questions(together.map(askedBy)),
    afterwards: new Questions(afterwards.map(askedBy)),
    nodes: new Questions(nodes.map(askedBy)),
  };
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
