import { wordTable } from "../../../grammar/text/word-table.ts";
import { isVaultReference } from "../../../grammar/values/parse-vault-reference.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import type { RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { propertiesWhere } from "../support/properties.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { describeRefusal, refusalRule } from "../support/refusals.ts";
import { crossesCommentChange } from "../support/releases.ts";
import { mentionsVault } from "../support/vaults.ts";
import { isAcceptedElsewhere, meansOff, nearWord, parseBooleanWord } from "../support/words.ts";

/** Values outside the closed set of a property. */
export default refusalRule({
  summary: "Value that is not in the property's list of allowed values",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets", "datastore/cassandra-removed", "enterprise/admin-gui-auth-value"],
  check: "enum",
  message({ property, text, assignment }, context) {
    // What a comment cut off is told with the comment.
    if (isCut(assignment, context)) return undefined;
    if (isVaultRules(text, context.catalog)) return undefined;
    const allowed = allowedOf(property, context);
    return `${quoted(property)} must be ${quotedList(allowed)} (case-sensitive). ${advice(text, allowed)}`;
  },
  fixes: ({ property, text, assignment }, context) =>
    assignment === undefined ? [] : fixes(assignment, text, allowedOf(property, context)),
  acceptedElsewhere: ({ property, text }) => isAcceptedElsewhere(property, text),
  checkAccepted: reportUnchecked,
});

function isCut(assignment: Assignment | undefined, { reading, from, catalog }: RuleContext): boolean {
  if (assignment?.channel !== "file" || crossesCommentChange(from, catalog.release)) return false;
  return reading.losses.some((loss) => loss.reason === "cut-at-hash" && loss.assignment === assignment);
}

/** The rules of the group `vault` report references, and since Kong 2.8 also what only looks like one. */
function isVaultRules(text: string, catalog: Catalog): boolean {
  return isVaultReference(text) || (mentionsVault(text) && compareVersions(catalog.base, "2.8.0") >= 0);
}

/** Properties of which a list of changes says since when Kong refuses other values. */
const CLOSED_SINCE: Readonly<Record<string, string>> = wordTable({
  pg_ssl_version: "3.2",
});

const documentedSets = propertiesWhere(
  ({ enum: words, inferred, type }) => words !== undefined && inferred === true && type !== "array",
);

/** Sets that the documentation gives and open-source code does not show: Enterprise may refuse or misread. */
function reportUnchecked(context: RuleContext): void {
  const { reading, catalog, report } = context;
  for (const { name, enum: words = [] } of documentedSets(catalog)) {
    const assignment = reading.assignment(name);
    if (assignment === undefined || assignment.opaque !== undefined) continue;
    if (reading.isRefused(assignment)) continue;
    const value = assignment.writtenValue;
    if (value === "" || words.includes(value) || mentionsVault(value)) continue;
    // Of a switch that is neither refused nor on, the text still says that it is on.
    const isSwitch = words.includes("on") && words.includes("off");
    const isClosed =
      CLOSED_SINCE[name] !== undefined && compareVersions(catalog.base, CLOSED_SINCE[name]) >= 0;
    report({
      at: assignment,
      severity: isSwitch || isClosed ? "error" : "warning",
      message: isClosed
        ? `${describeRefusal(catalog)}: ${quoted(name)} accepts only ${quotedList(words)}. ${advice(value, words)}`
        : isSwitch
          ? `${quoted(name)} must be ${quotedList(words)} (case-sensitive): with ${quoted(value)} Kong refuses to start, or leaves off what this line is meant to turn on. ${advice(value, words)}`
          : `The documentation of ${quoted(name)} lists ${quotedList(words)} and does not say what other values do. ${advice(value, words)}`,
      fixes: fixes(assignment, value, words),
    });
  }
}

function allowedOf(property: string, { catalog }: RuleContext): readonly string[] {
  const definition = catalog.property(property);
  const words = definition?.enum ?? definition?.itemEnum ?? [];
  return words.filter((word) => definition?.rejectedValues?.includes(word) !== true);
}

function advice(text: string, allowed: readonly string[]): string {
  const meant = meantBy(text, allowed);
  return meant === undefined ? "Use one of them." : `Did you mean ${quoted(meant)}?`;
}

/** The nearest word of the set; of a switch also what `yes`, `true` or `1` stand for, and `off` for what YAML makes of it. */
function meantBy(text: string, allowed: readonly string[]): string | undefined {
  if (!allowed.includes("off")) return nearWord(text, allowed);
  const word = allowed.includes("on") ? parseBooleanWord(text) : undefined;
  return word ?? nearWord(text, allowed) ?? (meansOff(text) ? "off" : undefined);
}

/** In another case the text says what is meant; another word is a guess. */
function fixes(assignment: Assignment, text: string, allowed: readonly string[]): Fix[] {
  const meant = meantBy(text, allowed);
  if (meant === undefined || text !== assignment.writtenValue) return [];
  return [
    setFix(
      `Change to ${quoted(meant)}`,
      meant.toLowerCase() === text.toLowerCase() ? "safe" : "unsafe",
      assignment,
      meant,
    ),
  ];
}
