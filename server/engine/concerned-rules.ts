import type { Release } from "../../schemas/release.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import { allRefusals } from "../loader/all-refusals.ts";
import { Questions } from "../loader/questions.ts";
import type { Reading } from "../loader/reading.ts";
import { ruleQuestions } from "../rules/rule-questions.ts";
import type { ActiveRule } from "./active-rules.ts";
import { topics } from "./rule-topics.ts";
import type { Tables } from "./tables.ts";

/** A source as the rules will see it. */
interface Sight {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly tables: Tables;
  readonly from: Release | undefined;
}

/**
 * The rules that may have something to say about a source, in the order given. Left out is a rule that has nothing to say about
 * a source that says nothing, and only asks for what is not in this one: properties that it does not set, losses where nothing is
 * lost. Which these are is found out by watching the rules (`tools/rule-questions`), so that a rule need not be told about it.
 */
export function concernedRules(active: readonly ActiveRule[], sight: Sight): readonly ActiveRule[] {
  const { unit, reading, tables, from } = sight;
  // Rules about an upgrade look at two releases, which nobody has watched.
  if (from !== undefined) return active;
  const concerned = questionsOf(active).concerned((mark) => {
    unit.index.forEachProperty(mark);
    reading.changed.forEach((_, name) => void mark(name));
    if (reading.losses.length > 0) mark(topics.losses);
    if (allRefusals(reading).length > 0) mark(topics.refusals);
    if (reading.warnings.length > 0) mark(topics.warnings);
    if (tables.nginx !== undefined || tables.jsonFault !== undefined) mark(topics.tables);
  });
  return active.filter((_, at) => concerned[at] === 1);
}

const known = new WeakMap<readonly ActiveRule[], Questions>();

function questionsOf(active: readonly ActiveRule[]): Questions {
  let questions = known.get(active);
  if (questions === undefined) {
    questions = new Questions(
      active.map((each) => (hasOwnOptions(each) ? undefined : ruleQuestions[each.rule.id])),
    );
    known.set(active, questions);
  }
  return questions;
}

/** Whether options are not the ones under which the rule was watched. */
function hasOwnOptions({ rule, options }: ActiveRule): boolean {
  return Object.entries(options).some(([name, value]) => rule.options?.[name]?.default !== value);
}
