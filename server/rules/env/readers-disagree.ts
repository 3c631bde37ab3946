import type { Catalog } from "../../../schemas/catalog.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule } from "../../findings/rule.ts";
import { readerName } from "../../formats/env-file/readers.ts";
import { propertyOfVariable } from "../../formats/shared/kong-variable.ts";
import type { FormatProblem } from "../../model/format.ts";
import type { Location } from "../../model/location.ts";
import { secretParts } from "../../secrets/secret-parts.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { asSentence } from "../support/as-sentence.ts";
import { quoted } from "../support/quoting.ts";

/** A line that gives Kong another value from one reader than from another. */
export default defineRule({
  summary: "Line that different tools read differently",
  severity: "info",
  layer: "policy",
  checkProblems({ catalog, problems, report }) {
    const alike = new Map<string, FormatProblem[]>();
    for (const problem of problems) {
      // Of a secret in clear text there is worse to say, and its values must not be shown.
      if (problem.kind !== "readers-disagree" || isInFileOfSecrets(problem, catalog)) continue;
      const { readings, at, detail } = problem;
      if (readings === undefined) report({ at, message: asSentence(detail), dependsOnRelease: false });
      else if (new Set(readings.flatMap(({ text }) => text ?? [])).size > 1 || isOddLine(problem, catalog))
        alike.set(partiesOf(problem), [...(alike.get(partiesOf(problem)) ?? []), problem]);
    }
    for (const lines of alike.values()) {
      // A value that may be shown says more.
      const first = lines.find((each) => !isSecret(each, catalog)) ?? lines[0];
      if (first === undefined) continue;
      const others = lines.filter((each) => each !== first);
      const more =
        others.length === 0
          ? ""
          : ` This also applies to ${others.length === 1 ? "another line" : `${others.length} other lines`}.`;
      report({
        at: placeOf(first),
        message: `What Kong gets depends on the tool that reads this line: ${readingsOf(first, catalog)}. ${adviceFor(first)}${more}`,
        fixes: correctionsOf(lines),
        related: others.map(({ at }) => ({ span: at, message: "The same tools disagree here." })),
        dependsOnRelease: false,
      });
    }
  },
});

/** A line of a file of variables that only some readers take for a setting: `export` before it, a colon, a name alone, `;`. */
function isOddLine({ name, before, correction }: FormatProblem, catalog: Catalog): boolean {
  if (correction !== undefined) return true;
  // Half a name is one that somebody is about to write.
  return name !== undefined && before === name && catalog.knows(propertyOfVariable(name) ?? "");
}

/** The edit of all lines that have one cause. */
function correctionsOf(lines: readonly FormatProblem[]): readonly Fix[] {
  const corrections = lines.flatMap(({ correction }) => correction ?? []);
  const [first] = corrections;
  if (first === undefined || corrections.length < lines.length) return [];
  const edits = corrections.map(({ at, text }) => ({ kind: "replace" as const, span: at, text }));
  return [{ title: first.title, applicability: "unsafe", edits }];
}

/** Who agrees with whom: lines that are alike in this have one cause. */
function partiesOf({ readings = [], before, correction }: FormatProblem): string {
  const texts = [...new Set(readings.map(({ text }) => text))];
  const parties = readings.map(({ text, refuses }) => (refuses ? "-" : texts.indexOf(text)));
  return `${parties.join()} ${/["']/.test(before)} ${correction?.title ?? ""}`;
}

function isInFileOfSecrets({ name, before }: FormatProblem, catalog: Catalog): boolean {
  return name !== undefined && before.startsWith(name) && isSecretName(name, catalog);
}

/** The name alone in a file of variables, where other rules speak about the value. */
function placeOf({ at, name, before }: FormatProblem): Location {
  return name !== undefined && before.startsWith(name) ? { ...at, end: at.start + name.length } : at;
}

function isSecretName(name: string | undefined, catalog: Catalog): boolean {
  const property = propertyOfVariable(name ?? "");
  return property === undefined || isSecretProperty(property, catalog);
}

/** Whether one of the readings has a secret in it, which may have a form there that the text does not show. */
function isSecret({ name, readings = [] }: FormatProblem, catalog: Catalog): boolean {
  const property = propertyOfVariable(name ?? "") ?? "";
  return (
    isSecretName(name, catalog) || readings.some(({ text = "" }) => secretParts(property, text).length > 0)
  );
}

/** What each reader makes of the line; of a secret only whether it differs. */
function readingsOf(problem: FormatProblem, catalog: Catalog): string {
  const { readings = [] } = problem;
  const isHidden = isSecret(problem, catalog);
  const groups = new Map<string, string[]>();
  let values = 0;
  const wordOf = (text: string): string => {
    if (!isHidden) return quoted(text);
    return values++ === 0 ? "one value" : "another value";
  };
  const words = new Map<string, string>();
  for (const { reader, text, refuses, isOpaque } of readings) {
    const unknown = refuses ? "an error" : isOpaque === true ? "what its own environment has" : "nothing";
    const key = refuses || text === undefined ? unknown : text === "" ? "an empty value" : `=${text}`;
    const what = words.get(key) ?? (key.startsWith("=") ? wordOf(text ?? "") : key);
    words.set(key, what);
    groups.set(what, [...(groups.get(what) ?? []), readerName(reader)]);
  }
  return [...groups].map(([what, readers]) => `${what} from ${listed(readers)}`).join(", ");
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** In a file of variables quotes are what readers disagree about; elsewhere they decide. */
function adviceFor({ before, name, correction }: FormatProblem): string {
  if (correction !== undefined) return `${correction.title}.`;
  if (before === name) return "Add `=` and the value.";
  return name !== undefined && before.includes(name)
    ? "All of them read a value without quotes, `#`, `$` and backslashes the same way."
    : "Put the value in quotes.";
}
