import { largest } from "../../../grammar/text/large-lists.ts";
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

/** Which outcome a choice has. */
type Outcomes = (choice: TemplateBlock) => number;

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
  const numbers = new Map(choices.map((choice, number) => [choice, number]));
  const digits = Math.ceil(Math.log2(choices.length));
  const most = largest(
    choices.map(({ outcomes }) => outcomes),
    0,
  );
  for (let round = 0; round < Math.ceil(most / 2); round++) {
    for (let digit = -1; digit < digits; digit++) {
      for (const turned of [0, 1]) {
        yield (choice) => {
          const bit = digit === -1 ? 0 : ((numbers.get(choice) ?? 0) >> digit) & 1;
          return (2 * round + (bit ^ turned)) % choice.outcomes;
        };
      }
    }
  }
}

/** What must be chosen for a branch to be written; everything else has its first outcome. */
function wayTo(branch: TemplateBranch | undefined): Outcomes {
  const outcomes = new Map<TemplateBlock, number>();
  for (let each = branch; each !== undefined; each = each.block.parent)
    outcomes.set(each.block, each.outcome);
  return (choice) => outcomes.get(choice) ?? 0;
}

function isTaken(branch: TemplateBranch | undefined, outcomes: Outcomes): boolean {
  for (let each = branch; each !== undefined; each = each.block.parent) {
    if (each.block.kind === "choice" && outcomes(each.block) !== each.outcome) return false;
  }
  return true;
}
