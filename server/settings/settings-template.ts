import { wrapText } from "../../grammar/text/wrap-text.ts";
import { type SettingsFile, settingsDeclaration } from "./declaration.ts";

/** The name of the file that `kong-lint init` writes. */
export const TEMPLATE_NAME = ".kong-lint.json";

/** Characters of a line of a comment. */
const MEASURE = 96;

/** The settings that most projects need first; docs/settings.md has all of them. */
const OFFERED: readonly (keyof SettingsFile)[] = [
  "release",
  "edition",
  "rules",
  "overrides",
  "ignores",
  "extraProperties",
  "formats",
  "baseline",
  "inlineSuppressions",
  "requireReason",
];

/** A settings file in which nothing is set: each setting is a comment with an example to uncomment. */
export function settingsTemplate(): string {
  const entries = OFFERED.map((name) => {
    const { description, examples } = settingsDeclaration[name];
    const [first = "", ...rest] = prettyJson(examples[0]).split("\n");
    const value = [`"${name}": ${first}`, ...rest];
    return [...wrapText(description, MEASURE, 0), ...value.with(-1, `${value.at(-1)},`)]
      .map((line) => `  // ${line}`)
      .join("\n");
  });
  return `// Settings of kong-lint for this folder and all folders below it. All settings: docs/settings.md of kong-lint.
// Remove the slashes before a setting to use it. Comments and trailing commas are allowed.
{
${entries.join("\n\n")}
}
`;
}

/** JSON with short lists on one line. */
function prettyJson(value: unknown): string {
  const scalars = /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g;
  return JSON.stringify(value, undefined, 2).replace(
    scalars,
    (_, items: string) => `[${items.replace(/,\s+/g, ", ")}]`,
  );
}
