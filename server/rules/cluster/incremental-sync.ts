import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { syncSwitchOf } from "../../loader/after-open-source.ts";
import type { Reading } from "../../loader/reading.ts";
import { removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

const OLD_NAME = "cluster_incremental_sync";
const NEW_NAME = "incremental_sync";

/** Switches of hybrid mode that Kong throws back, with one line in its log. */
export default defineRule({
  summary: "Setting that Kong turns off itself",
  severity: "warning",
  needs: [OLD_NAME, "cluster_rpc"],
  layer: "policy",
  releases: { oss: { since: "3.7" }, enterprise: { since: "3.7" } },
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    reportOldName(reading, catalog, report);
    for (const { reason, assignment, property } of reading.losses) {
      if (reason !== "forced-off" || assignment === undefined) continue;
      const name = describeRelease(catalog.release);
      report({
        at: assignment,
        property,
        message:
          property === "cluster_rpc"
            ? `${name} reads \`off\`: it turns ${quoted(property)} off itself, because the feature is not ready in this release. Remove the line.`
            : `${name} reads \`off\`: ${quoted(property)} needs \`cluster_rpc = on\`, and without it Kong turns the property off with a warning. Set \`cluster_rpc = on\` (here or in the environment).`,
        fixes:
          property === "cluster_rpc"
            ? [removeFix("Remove the line", "safe", assignment)]
            : [
                {
                  title: "Set `cluster_rpc = on`",
                  applicability: "unsafe",
                  edits: [{ kind: "insert", property: "cluster_rpc", value: "on", after: assignment }],
                },
              ],
      });
    }
  },
});

/**
 * Kong's source renamed `cluster_incremental_sync` after 3.9, and Enterprise documents `incremental_sync` since 3.10. Whether
 * its loader still takes the old name is not public.
 */
function reportOldName(reading: Reading, catalog: Catalog, report: RuleContext["report"]): void {
  const assignment = reading.assignment(OLD_NAME);
  if (assignment === undefined || !catalog.properties.has(NEW_NAME)) return;
  if (syncSwitchOf(catalog.release, catalog.base) !== undefined) return;
  report({
    at: assignment.nameSpan,
    property: OLD_NAME,
    message: `${describeRelease(catalog.release)} documents ${quoted(NEW_NAME)}. Kong 3.9 read ${quoted(OLD_NAME)}, and it is not known whether this release still does. Use ${quoted(NEW_NAME)}.`,
    fixes: [
      {
        title: `Rename to \`${NEW_NAME}\``,
        applicability: "unsafe",
        edits: [{ kind: "rename", assignment, property: NEW_NAME }],
      },
    ],
  });
}
