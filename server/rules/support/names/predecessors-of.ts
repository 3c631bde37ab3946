import { once } from "../../../../grammar/text/memoize.ts";
import { historyOf } from "../../../../schemas/catalog.ts";
import { kongFacts } from "../../../../schemas/facts/kong-facts.ts";

/** The names that a property has had before, in any release. */
export function predecessorsOf(property: string): readonly string[] {
  return predecessors().get(property) ?? [];
}

const predecessors = once((): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, string[]>();
  const names = new Set(Object.values(kongFacts).flatMap(({ properties }) => Object.keys(properties)));
  for (const name of names)
    for (const replacement of historyOf(name)?.replacements ?? [])
      byName.set(replacement, [...(byName.get(replacement) ?? []), name]);
  return byName;
});
