import type { NearName } from "../../../schemas/catalog.ts";
import { SAFE } from "../../../schemas/nearest-names.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { misspeltProperty } from "../../../schemas/suggest/misspelt-property.ts";
import { nearestProperties } from "../../../schemas/suggest/nearest-properties.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Refusal } from "../../loader/reading.ts";
import { assignmentBehind } from "../../loader/setting.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isClientAddress, isImageVariable } from "../../model/image-variable.ts";
import type { Location } from "../../model/location.ts";
import { isSetElsewhere } from "../support/assignments.ts";
import { isUsedByCommands } from "../support/deployment/used-by-commands.ts";
import { renameFix, replaceFix } from "../support/fixes.ts";
import { isOfAnotherProgram, writtenKeys } from "../support/names.ts";
import { injectionOf, mayBeDirective } from "../support/nginx/named-as-directive.ts";
import { otherVariables } from "../support/other-variables.ts";
import { quoted } from "../support/quoting.ts";
import { firstImageToRead, isImageSince, readVariables } from "../support/read-variables.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";
import { isSampleFile } from "../support/sample-files.ts";
import { acceptsValue, exampleValue } from "../support/suggestions.ts";

/** `kong_pg_host`: Kong asks the environment for capitals. */
const LOWER_CASE = /^kong_[a-z0-9_]+$/i;

/** Variables that begin with `KONG_` and name no property. */
export default defineRule({
  summary: "`KONG_` variable for an unknown property, which Kong ignores",
  severity: "warning",
  yieldsTo: ["env/file-suffix", "schema/documented-typo"],
  claims: ["name-without-value"],
  tables: (unit, catalog) =>
    writtenKeys({ unit, catalog, isExtraProperty: () => false }, "unknown").some(
      ({ assignment: { channel, property } }) =>
        channel === "environment" && mayBeDirective(property, catalog),
    )
      ? ["nginx"]
      : [],
  check(context) {
    const { unit, catalog } = context;
    reportCase(context);
    reportUnknown(context);
    for (const { name, at } of otherVariables(unit)) {
      if (!LOWER_CASE.test(name)) continue;
      const property = name.slice("kong_".length).toLowerCase();
      if (catalog.property(property) !== undefined) reportIgnored(context, property, at, name);
    }
  },
});

/** Names that no property has. What else may read a variable is asked only where there is one: most files have none. */
function reportUnknown(context: RuleContext): void {
  const { unit, catalog, report } = context;
  const unknown = writtenKeys(context, "unknown").filter(
    ({ assignment }) => assignment.channel === "environment",
  );
  if (unknown.length === 0) return;
  const isForeign = isOfAnotherProgram(unit, catalog);
  const read = readVariables(unit, context.reading, catalog);
  for (const { assignment } of unknown) {
    const { property, variable } = assignment;
    if (read.has(variable) || isUsedByCommands(variable, unit.deployment)) continue;
    // Where a tool makes such a name, formats/value-changed says what becomes of it.
    if (/\s/.test(variable) || isPrefixedTwice(assignment)) continue;
    const image = firstImageToRead(property, catalog);
    if (image !== undefined) {
      if (!isImageSince(catalog, image)) reportFileForm(assignment, image, context);
      continue;
    }
    if ((isImageVariable(property) && !isLostOnKong(assignment, unit)) || isNameAlone(assignment, context))
      continue;
    if (isForeign) {
      // A page shows variables of whatever it is about.
      if (!isSampleFile(assignment.nameSpan.source)) reportForeign(assignment, context);
      continue;
    }
    const meant = meantBy(property, context);
    const injected = injectionOf(property, meant, catalog, context.tables.nginx);
    if (injected !== undefined) {
      reportDirective(assignment, injected, context);
      continue;
    }
    const fixes = meant === undefined ? [] : renameTo(meant, assignment, context);
    report({
      at: assignment.nameSpan,
      property,
      // A plugin or a script of the container may ask for an address.
      severity: meant === undefined || isClientAddress(property) ? "warning" : "error",
      dependsOnRelease: !catalog.exact,
      message: `${describeRelease(catalog.release)} has no property ${quoted(property)}, so it ignores ${quoted(variable)}. ${meant === undefined ? "Remove it, unless something else reads it." : didYouMean(meant.name, fixes.length === 0 ? exampleValue(assignment, meant.name, catalog) : undefined)}`,
      fixes,
    });
  }
}

/** A directive of nginx, which Kong takes under a name of its own. */
function reportDirective(assignment: Assignment, injected: string, context: RuleContext): void {
  const { catalog, report, unit } = context;
  const { nameSpan, property, variable } = assignment;
  const name = inCapitals(injected);
  const takes = acceptsValue(assignment, { name: injected, by: "meaning" }, catalog);
  report({
    at: nameSpan,
    property,
    dependsOnRelease: !catalog.exact,
    message: `${describeRelease(catalog.release)} has no property ${quoted(property)}, so it ignores ${quoted(variable)}. It is an nginx directive: inject it with ${quoted(name)}.`,
    fixes:
      takes && !isSetElsewhere(unit, injected, assignment)
        ? [renameFix(`Rename to ${quoted(name)}`, "unsafe", assignment, injected)]
        : [],
  });
}

/** `KONG_LOG_LEVEL` in a place where a chart writes `KONG_` before each name. */
function isPrefixedTwice({ property, variable, writtenName }: Assignment): boolean {
  return property.startsWith("kong_") && variable.toLowerCase() === `kong_${writtenName.toLowerCase()}`;
}

/** Variables that Kong would read in capitals: most it ignores, those of a dynamic name without a default it refuses. */
function reportCase(context: RuleContext): void {
  const { unit, catalog, reading, report } = context;
  for (const refusal of reading.refusals("name-without-value"))
    report({
      at: refusalPlace(refusal),
      property: refusal.property,
      severity: "error",
      message: `${describeRefusal(catalog, refusal)}: ${reasonOf(refusal)} Use ${quoted(inCapitals(refusal.property))}.`,
      fixes: fixesOf(refusal, unit),
    });
  for (const assignment of unit.assignments) {
    const { channel, property, variable, nameSpan } = assignment;
    if (channel !== "environment" || variable === inCapitals(property) || !catalog.knows(property)) continue;
    if (!isNameAlone(assignment, context)) reportIgnored(context, property, nameSpan, variable);
  }
}

/**
 * Whether a variable for clients stands where Kong's own image alone gets it, so that nothing reads it. A cluster sets such names by
 * itself, and a command of the same text may ask for one.
 */
function isLostOnKong(
  { property, variable, nameSpan, origin }: Assignment,
  unit: RuleContext["unit"],
): boolean {
  const { deployment, document } = unit;
  if (!isClientAddress(property) || origin.kind !== "written" || nameSpan.source !== document.path)
    return false;
  if (deployment?.imageFiles !== "stock" || deployment.isRouted === true) return false;
  return !document.text.includes(`$${variable}`) && !document.text.includes(`\${${variable}`);
}

/** Whether Kong takes the name of a variable for another one and refuses that. */
function isNameAlone(assignment: Assignment, { reading }: RuleContext): boolean {
  return reading.refusals("name-without-value").some((refusal) => refusal.assignment === assignment);
}

function reasonOf({ property, text }: Refusal): string {
  const isInside = text !== "" && text.toLowerCase() !== `kong_${property}`;
  return isInside
    ? `it finds ${quoted(property)} inside the name ${quoted(text)} and has no value for it.`
    : `it accepts the name ${quoted(text === "" ? property : text)} but reads the values of uppercase variables only, so ${quoted(property)} is \`true\`, which is not a string.`;
}

function fixesOf({ property, assignment }: Refusal, unit: RuleContext["unit"]): Fix[] {
  if (assignment === undefined || isSetElsewhere(unit, property, assignment)) return [];
  return [capitals(assignment.nameSpan, property)];
}

function reportIgnored(
  { reading, report }: RuleContext,
  property: string,
  at: Location,
  written: string,
): void {
  // A name that Kong has a type for and no default: the name without a value counts as the text `true`.
  const held = reading.properties.get(property);
  const behind = held === undefined ? undefined : assignmentBehind(held.provenance);
  const reads = behind?.variable === written ? "reads `true` for" : "ignores";
  report({
    at,
    property,
    severity: "error",
    message: `Kong looks for ${quoted(inCapitals(property))} in the environment and ${reads} ${quoted(written)}. Use uppercase.`,
    fixes: [capitals(at, property)],
  });
}

function capitals(span: Location, property: string): Fix {
  const variable = inCapitals(property);
  return replaceFix(`Rename to ${quoted(variable)}`, "unsafe", span, variable);
}

function inCapitals(property: string): string {
  return `KONG_${property.toUpperCase()}`;
}

/** `KONG_<PROPERTY>_FILE` beside an image that is too old: later ones read the file and set the property. */
function reportFileForm(
  { nameSpan, property, variable }: Assignment,
  since: string,
  context: RuleContext,
): void {
  const { catalog, report } = context;
  report({
    at: nameSpan,
    property,
    dependsOnRelease: true,
    message: `The image of ${describeRelease(catalog.release)} ignores ${quoted(variable)}: its entrypoint reads it since Kong ${since}. Use ${quoted(variable.slice(0, -"_FILE".length))}.`,
  });
}

/** A file in which nothing is Kong's was hardly written for it. */
function reportForeign({ nameSpan, property, variable }: Assignment, { catalog, report }: RuleContext): void {
  report({
    at: nameSpan,
    property,
    severity: "info",
    dependsOnRelease: !catalog.exact,
    message: `${describeRelease(catalog.release)} has no property ${quoted(property)}. Kong reads no variable of this file, so another program may read ${quoted(variable)}.`,
  });
}

function meantBy(property: string, { catalog }: RuleContext): NearName | undefined {
  const misspelt = misspeltProperty(catalog, property);
  const near = nearestProperties(catalog, property);
  const found = near.find(({ name, by }) => name === misspelt || by === "meaning");
  return misspelt === undefined || found?.name === misspelt
    ? found
    : { name: misspelt, score: 1, by: "spelling" };
}

function didYouMean(property: string, example: string | undefined): string {
  const variable = `KONG_${property.toUpperCase()}`;
  return `Did you mean ${quoted(variable)}${example === undefined ? "" : `, as in ${quoted(`${variable}=${example}`)}`}?`;
}

/** Renaming it, where the name is no mere guess and takes the value. */
function renameTo(meant: NearName, assignment: Assignment, context: RuleContext): Fix[] {
  const { name } = meant;
  const isSure = meant.score >= SAFE && acceptsValue(assignment, meant, context.catalog);
  if (!isSure || isSetElsewhere(context.unit, name, assignment)) return [];
  return [renameFix(`Rename to \`KONG_${name.toUpperCase()}\``, "unsafe", assignment, name)];
}
