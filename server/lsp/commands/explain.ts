import { pageForReaders } from "../../engine/page-for-readers.ts";
import { rulePages } from "../../rules/rule-pages.ts";
import { type CommandArguments, textOf } from "./server-command.ts";

/** The page of a rule as people read it, or null where there is none of that name. */
export function explain(wanted: CommandArguments): string | null {
  const rule = textOf(wanted, "rule");
  return Object.hasOwn(rulePages, rule) ? pageForReaders(rulePages[rule] ?? "", rule) : null;
}
