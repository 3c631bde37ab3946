import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { lastAssignment } from "../support/assignments.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { numericReading } from "../support/numbers.ts";
import { quoted, quoteValue } from "../support/quoting.ts";

const LETTER = displayOnlyFix("Choose a value that is not a number: one letter is enough");

/** Texts that as a whole are Lua numbers: Kong writes them anew, or refuses them. */
export default defineRule({
  summary: "Number-like text that Kong rewrites or rejects",
  severity: "error",
  yieldsTo: ["listen/invalid-entry", "formats/value-changed"],
  claims: ["not-a-string", "not-a-list"],
  dependsOnRelease: true,
  check(context) {
    reportLosses(context);
    reportRefusals(context);
    if (inRange(context.catalog.base, { since: "2.3" })) reportVariables(context);
  },
});

function reportLosses({ reading, catalog, report }: RuleContext): void {
  for (const { reason, property, span, assignment, reads } of reading.losses) {
    if (reason !== "number-normalised" || assignment === undefined) continue;
    if (reading.refusals().some((each) => each.assignment === assignment || each.property === property))
      continue;
    report({
      at: span,
      property,
      dependsOnRelease: false,
      message: isSecretProperty(property, catalog)
        ? `${describeRelease(catalog.release)} reads this value as a number and reformats it, so the secret changes. Choose one with a letter in it.`
        : `${describeRelease(catalog.release)} reads this value as a number, which becomes ${quoteValue(property, reads, catalog)}. Choose a value with a letter in it.`,
      fixes: [LETTER],
    });
  }
}

function reportRefusals({ unit, reading, catalog, report }: RuleContext): void {
  const reported = new Set<Assignment>();
  for (const refusal of reading.refusals("not-a-string", "not-a-list")) {
    const { property } = refusal;
    const holder = refusal.assignment === undefined ? nameAround(property, unit) : undefined;
    if (holder !== undefined) {
      reportPrefix(holder, property, { catalog, report });
      continue;
    }
    const assignment = refusal.assignment ?? lastAssignment(unit, property);
    // One text may be refused for several properties that it goes to.
    if (assignment !== undefined && reported.has(assignment)) continue;
    if (assignment !== undefined) reported.add(assignment);
    const list = refusal.check === "not-a-list";
    report({
      at: refusal.span ?? assignment ?? reading.unit.anchor,
      property,
      message: `${describeRelease(catalog.release)} reads this value as a number and rejects it, because \`${property}\` is a ${list ? "list" : "string"}. ${list ? "Kong 3.2 and later accept a lone number here." : "Choose a value with a letter in it."}`,
      fixes: list ? [] : [LETTER],
    });
  }
}

/** The setting in whose name Kong finds another: through 2.2 it looks for `nginx_http_` and its like anywhere. */
function nameAround(property: string, { assignments }: RuleContext["unit"]): Assignment | undefined {
  return assignments.find(
    (each) => each.channel === "file" && each.property !== property && each.property.endsWith(property),
  );
}

function reportPrefix(
  { nameSpan, writtenName }: Assignment,
  property: string,
  { catalog, report }: Pick<RuleContext, "catalog" | "report">,
): void {
  report({
    at: nameSpan,
    property,
    message: `${describeRelease(catalog.release)} finds \`${property}\` inside the name ${quoted(writtenName)}, has no text for it, and refuses to start. Remove the line, or rename it to \`${property}\`.`,
    fixes: [displayOnlyFix("Remove the line, or what is before the prefix")],
  });
}

/** The command takes a variable as it is; from 2.3 on the running nodes read it from a file, number conversion included. */
function reportVariables({ unit, catalog, report }: RuleContext): void {
  for (const assignment of unit.assignments) {
    const { property, writtenValue } = assignment;
    const definition = catalog.property(property);
    if (assignment.channel !== "environment" || assignment.opaque !== undefined || definition === undefined)
      continue;
    if ((definition.type !== "string" && definition.type !== "untyped") || definition.enum !== undefined)
      continue;
    const second = numericReading(writtenValue);
    if (second === undefined || second === writtenValue) continue;
    report({
      at: assignment,
      property,
      message: `The command reads this text as it is, but the running nodes of ${describeRelease(catalog.release)} read it as a number, which becomes ${quoteValue(property, second, catalog)}. Choose a value with a letter in it.`,
      fixes: [LETTER],
    });
  }
}
