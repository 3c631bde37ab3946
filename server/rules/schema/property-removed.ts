import type { PropertyHistory } from "../../../schemas/catalog.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSetElsewhere } from "../support/assignments.ts";
import { isKongEnvDump } from "../support/documents.ts";
import { displayOnlyFix, renameFix } from "../support/fixes.ts";
import { writtenKeys } from "../support/names.ts";
import { quoted, quotedList } from "../support/quoting.ts";

/** Keys that an earlier release had: Kong drops them like any unknown name. */
export default defineRule({
  summary: "Property that this release no longer has",
  severity: "error",
  needs: "losses",
  layer: "policy",
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, report } = context;
    if (isKongEnvDump(unit)) return;
    for (const { assignment, status } of writtenKeys(context, "removed")) {
      // datastore/cassandra-removed speaks about all of them at once.
      if (assignment.property.startsWith("cassandra_") && compareVersions(catalog.base, "3.4") >= 0) continue;
      const { history, gone } = status;
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${quoted(assignment.property)} was removed in ${describeRelease(gone)}; ${describeRelease(catalog.release)} silently ignores this line. ${instead(history)}`,
        fixes: mend(assignment, history, context),
        tags: ["deprecated"],
      });
    }
  },
});

function instead({ replacements, replacementKind, note }: PropertyHistory): string {
  if (replacements.length > 0)
    return replacementKind === "renamed" || note === undefined
      ? `Use ${quotedList(replacements, "and")} instead.`
      : note;
  return note === undefined ? "It has no replacement: remove it." : `Remove it. ${note}`;
}

function mend(
  assignment: Assignment,
  { replacements, replacementKind }: PropertyHistory,
  { unit, catalog, from }: RuleContext,
): Fix[] {
  const [replacement] = replacements;
  if (replacement === undefined)
    return [
      {
        title: "Remove the line",
        // In an upgrade it is known what the line was for; else it may be meant for another release.
        applicability: from === undefined ? "unsafe" : "safe",
        edits: [{ kind: "remove", assignment }],
      },
    ];
  const isFree = catalog.knows(replacement) && !isSetElsewhere(unit, replacement, assignment);
  if (replacementKind !== "renamed" || !isFree)
    return [displayOnlyFix(`Set ${quotedList(replacements, "and")} and remove this line`)];
  return [renameFix(`Rename to ${quoted(replacement)}`, "unsafe", assignment, replacement)];
}
