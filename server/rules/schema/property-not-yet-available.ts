import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { writtenKeys } from "../support/names.ts";
import { predecessorsOf } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";

/** Keys that a later release brings: the one at hand drops them like any unknown name. */
export default defineRule({
  summary: "The property comes in a later release, so this one ignores the line",
  severity: "error",
  layer: "policy",
  yieldsTo: ["tls/suite-overrides-protocols"],
  dependsOnRelease: true,
  requiresRelease: "likely",
  check(context) {
    const { catalog, report } = context;
    for (const { assignment, status } of writtenKeys(context, "not-yet")) {
      const older = olderName(assignment.property, catalog);
      const advice =
        older === undefined
          ? "Remove it, or name the release that is meant to read the file."
          : `This release has ${quoted(older)} for it.`;
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${quoted(assignment.property)} exists from ${describeRelease(status.comes)} on; ${describeRelease(catalog.release)} silently ignores this line. ${advice}`,
        fixes: [
          displayOnlyFix(
            older === undefined ? `Remove the line, or use ${describeRelease(status.comes)}` : `Use ${older}`,
          ),
        ],
      });
    }
  },
});

/** The property of the release that the later one replaces. */
function olderName(name: string, catalog: Catalog): string | undefined {
  return predecessorsOf(name).find((older) => {
    const definition = catalog.property(older);
    return definition !== undefined && definition.dropped !== true;
  });
}
