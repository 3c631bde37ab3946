import { AssignmentIndex } from "../../model/assignment-index.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { TemplateBlock, TemplateBranch } from "../../model/template-branches.ts";

/** One of the texts that a template may become. */
export interface Rendering {
  /** The source with the settings that this text has. */
  readonly unit: ConfigUnit;
  /** Whether the text of a branch is in it. */
  holds(branch: TemplateBranch | undefined): boolean;
}

/** Which outcome each choice has. */
type Outcomes = ReadonlyMap<TemplateBlock, number>;

/** More texts than this say nothing new, and each is linted. */
const MOST = 24;

/**
 * Texts that a template may become: each of its settings is in one of them, and of any two conditions each outcome meets
 * each outcome of the other, as far as two outcomes go. One text, the source itself, where no condition decides anything.
 */
export function templateRenderings(unit: ConfigUnit): readonly Rendering[] {
  const whole: Rendering = { unit, holds: () => true };
  const choices = unit.branches?.blocks.filter(({ kind }) => kind === "choice") ?? [];
  if (choices.length === 0) return [whole];
  const branches = unit.assignments.map(({ nameSpan }) => unit.branches?.at(nameSpan.start));
  const renderings = new Map<string, Rendering>();
  const covered = new Set<TemplateBranch | undefined>();
  const add = (outcomes: Outcomes) => {
    if (renderings.size >= MOST) return;
    const there = branches.map((branch) => isTaken(branch, outcomes));
    const key = there.map(Number).join("");
    if (renderings.has(key)) return;
    for (const [at, isThere] of there.entries()) if (isThere) covered.add(branches[at]);
    const assignments = unit.assignments.filter((_, at) => there[at]);
    renderings.set(key, {
      unit: { ...unit, assignments, index: new AssignmentIndex(assignments) },
      holds: (branch) => isTaken(branch, outcomes),
    });
  };
  for (const outcomes of outcomesOf(choices)) add(outcomes);
  for (const branch of branches) if (!covered.has(branch)) add(wayTo(branch));
  return renderings.size === 0 ? [whole] : [...renderings.values()];
}

/** All first outcomes, all second ones, and halves of the choices against one another: by each binary digit of their number. */
function* outcomesOf(choices: readonly TemplateBlock[]): Generator<Outcomes> {
  const digits = Math.ceil(Math.log2(choices.length));
  const rounds = Math.ceil(Math.max(...choices.map(({ outcomes }) => outcomes)) / 2);
  for (let round = 0; round < rounds; round++) {
    for (let digit = -1; digit < digits; digit++) {
      for (const turned of [0, 1]) {
        yield new Map(
          choices.map((block, number) => {
            const bit = digit === -1 ? 0 : (number >> digit) & 1;
            return [block, (2 * round + (bit ^ turned)) % block.outcomes];
          }),
        );
      }
    }
  }
}

/** What must be chosen for a branch to be written; everything else has its first outcome. */
function wayTo(branch: TemplateBranch | undefined): Outcomes {
  const outcomes = new Map<TemplateBlock, number>();
  for (let each = branch; each !== undefined; each = each.block.parent)
    outcomes.set(each.block, each.outcome);
  return outcomes;
}

function isTaken(branch: TemplateBranch | undefined, outcomes: Outcomes): boolean {
  for (let each = branch; each !== undefined; each = each.block.parent) {
    if (each.block.kind === "choice" && (outcomes.get(each.block) ?? 0) !== each.outcome) return false;
  }
  return true;
}
