import type { Catalog } from "../../../schemas/catalog.ts";
import { defineRule } from "../../findings/rule.ts";
import { readerName } from "../../formats/env-file/readers.ts";
import { propertyOfVariable } from "../../formats/shared/kong-variable.ts";
import type { FormatProblem } from "../../model/format.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { asSentence } from "../support/as-sentence.ts";
import { quoted } from "../support/quoting.ts";

/** A line that gives Kong another value from one reader than from another. */
export default defineRule({
  summary: "Tools that read the line make different values of it",
  severity: "info",
  layer: "policy",
  checkProblems({ catalog, problems, report }) {
    for (const problem of problems) {
      if (problem.kind !== "readers-disagree") continue;
      const { readings, at, detail } = problem;
      if (readings !== undefined && new Set(readings.flatMap(({ text }) => text ?? [])).size < 2) continue;
      report({
        at,
        message:
          readings === undefined
            ? asSentence(detail)
            : `It depends on the reader what Kong gets: ${readingsOf(problem, catalog)}. ${adviceFor(problem)}`,
        dependsOnRelease: false,
      });
    }
  },
});

/** What each reader makes of the line; of a secret only whether it differs. */
function readingsOf({ name, readings = [] }: FormatProblem, catalog: Catalog): string {
  const property = propertyOfVariable(name ?? "");
  const isSecret = property !== undefined && isSecretProperty(property, catalog);
  const groups = new Map<string, string[]>();
  for (const { reader, text, refuses } of readings) {
    const what = refuses ? "an error" : text === undefined ? "nothing" : JSON.stringify(text);
    groups.set(what, [...(groups.get(what) ?? []), readerName(reader)]);
  }
  let values = 0;
  const worded = (what: string): string => {
    if (!what.startsWith('"')) return what;
    if (!isSecret) return quoted(what.slice(1, -1));
    return values++ === 0 ? "one value" : "another value";
  };
  return [...groups].map(([what, readers]) => `${worded(what)} from ${listed(readers)}`).join(", ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function adviceFor({ before }: FormatProblem): string {
  return /["'#$\\`]/.test(before)
    ? "A value without quotes, `#`, `$` and backslashes is the same for all of them."
    : "Put the value into quotes.";
}
