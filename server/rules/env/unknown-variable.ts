import type { NearName } from "../../../schemas/catalog.ts";
import { SAFE } from "../../../schemas/nearest-names.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../engine/fix.ts";
import { defineRule, type RuleContext } from "../../engine/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { exampleUnder } from "../support/names/example-under.ts";
import { isImageVariable } from "../support/names/image-variables.ts";
import { misspeltProperty } from "../support/names/misspelt-property.ts";
import { nearestProperties } from "../support/names/nearest-properties.ts";
import { takesValue } from "../support/names/takes-value.ts";
import { writtenKeys } from "../support/names/written-keys.ts";
import { isSetElsewhere } from "../support/source/is-set-elsewhere.ts";
import { quoted } from "../support/text/quoted.ts";

/** `kong_pg_host`: Kong asks the environment for capitals. */
const LOWER_CASE = /^kong_[a-z0-9_]+$/i;

/** Variables that begin with `KONG_` and name no property. */
export default defineRule({
  summary: "A `KONG_` variable names no property, so Kong ignores it",
  severity: "warning",
  yieldsTo: ["env/file-suffix", "schema/documented-typo"],
  check(context) {
    const { unit, catalog, here, report } = context;
    for (const { assignment } of writtenKeys(context, "unknown")) {
      const { property, writtenName } = assignment;
      if (assignment.channel !== "environment" || isImageVariable(property) || isFileForm(property, context))
        continue;
      const meant = meantBy(property, context);
      const fixes = meant === undefined ? [] : renameTo(meant, assignment, context);
      report({
        at: assignment.nameSpan,
        property,
        severity: meant === undefined ? "warning" : "error",
        dependsOnRelease: !catalog.exact,
        message: `${describeRelease(catalog.release)} has no property ${quoted(property)}, so it ignores ${quoted(writtenName)}. ${meant === undefined ? "Remove it, unless something else reads it." : didYouMean(meant.name, fixes.length === 0 ? exampleUnder(assignment, meant.name, catalog) : undefined)}`,
        fixes,
      });
    }
    if (unit.syntax.carrier !== "dotenv") return;
    for (const { kind, span, text } of unit.syntax.foreign) {
      if (kind !== "foreign-variable" || !LOWER_CASE.test(text)) continue;
      const property = text.slice("kong_".length).toLowerCase();
      if (catalog.property(property) === undefined) continue;
      report({
        at: here(span),
        property,
        severity: "error",
        message: `Kong asks the environment for ${quoted(`KONG_${property.toUpperCase()}`)} in capitals and ignores ${quoted(text)}. Write it in capitals.`,
        fixes: [
          {
            title: `Write KONG_${property.toUpperCase()}`,
            applicability: "unsafe",
            edits: [{ kind: "replace", span: here(span), text: `KONG_${property.toUpperCase()}` }],
          },
        ],
      });
    }
  },
});

/** `KONG_<PROPERTY>_FILE`: the entry point of the official images reads the file and sets the property. */
function isFileForm(property: string, { catalog }: RuleContext): boolean {
  return property.endsWith("_file") && catalog.knows(property.slice(0, -"_file".length));
}

function meantBy(property: string, { catalog }: RuleContext): NearName | undefined {
  const misspelt = misspeltProperty(catalog, property);
  const near = nearestProperties(catalog, property);
  return near.find(({ name, by }) => name === misspelt || by === "meaning");
}

function didYouMean(property: string, example: string | undefined): string {
  const variable = `KONG_${property.toUpperCase()}`;
  return `Did you mean ${quoted(variable)}${example === undefined ? "" : `, as in ${quoted(`${variable}=${example}`)}`}?`;
}

/** Renaming it, where the name is no mere guess and takes the value. */
function renameTo(meant: NearName, assignment: Assignment, context: RuleContext): Fix[] {
  const { name } = meant;
  const isSure = meant.score >= SAFE && takesValue(assignment, meant, context.catalog);
  if (!isSure || isSetElsewhere(context.unit, name, assignment)) return [];
  return [
    {
      title: `Rename it to KONG_${name.toUpperCase()}`,
      applicability: "unsafe",
      edits: [{ kind: "rename", assignment, property: name }],
    },
  ];
}
