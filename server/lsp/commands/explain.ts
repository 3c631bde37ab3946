import { rulePages } from "../../rules/rule-pages.ts";
import { type CommandArguments, textOf } from "./server-command.ts";

/** The page of a rule, or null where there is none of that name. */
export function explain(wanted: CommandArguments): string | null {
  const rule = textOf(wanted, "rule");
  return Object.hasOwn(rulePages, rule) ? (rulePages[rule] ?? null) : null;
}
