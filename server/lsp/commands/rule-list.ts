import { rules } from "../../rules/registry.ts";

/** Every rule with what it finds, in the order of the registry. */
export function ruleList(): readonly { readonly id: string; readonly summary: string }[] {
  return rules.map(({ id, summary }) => ({ id, summary }));
}
