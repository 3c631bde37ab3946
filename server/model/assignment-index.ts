import type { Assignment } from "./assignment.ts";

const NONE: readonly Assignment[] = [];

/** The assignments of a source by the property they name. It is made when somebody first asks. */
export class AssignmentIndex {
  readonly #assignments: readonly Assignment[];
  #byProperty: ReadonlyMap<string, readonly Assignment[]> | undefined;

  /** @param assignments in the order of the source */
  constructor(assignments: readonly Assignment[]) {
    this.#assignments = assignments;
  }

  /** The assignments of one property in the order of the source, those that a section header hides included. */
  named(property: string): readonly Assignment[] {
    this.#byProperty ??= byProperty(this.#assignments);
    return this.#byProperty.get(property) ?? NONE;
  }

  /** Calls `action` with each property that is assigned, once, in the order in which they come first. */
  forEachProperty(action: (property: string) => void): void {
    this.#byProperty ??= byProperty(this.#assignments);
    this.#byProperty.forEach((_, property) => void action(property));
  }
}

function byProperty(assignments: readonly Assignment[]): ReadonlyMap<string, readonly Assignment[]> {
  const all = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const others = all.get(assignment.property);
    if (others === undefined) all.set(assignment.property, [assignment]);
    else others.push(assignment);
  }
  return all;
}
