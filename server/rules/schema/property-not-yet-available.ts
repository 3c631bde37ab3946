import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { writtenKeys } from "../support/names.ts";
import { predecessorsOf } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";

/** Keys that a later release brings: the one at hand drops them like any unknown name. */
export default defineRule({
  summary: "Property that this release does not have yet",
  severity: "error",
  needs: "losses",
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
          ? "Remove it, or set the release that this file is for."
          : `Use ${quoted(older)} in this release.`;
      report({
        at: assignment.nameSpan,
        property: assignment.property,
        message: `${quoted(assignment.property)} was added in ${describeRelease(status.comes)}; ${describeRelease(catalog.release)} silently ignores this line. ${advice}`,
        fixes: [
          displayOnlyFix(
            older === undefined
              ? `Remove the line, or use ${describeRelease(status.comes)}`
              : `Rename to ${quoted(older)}`,
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
