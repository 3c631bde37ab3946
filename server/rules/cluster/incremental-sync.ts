import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** Switches of hybrid mode that Kong throws back, with one line in its log. */
export default defineRule({
  summary: "Kong switches this off again by itself",
  severity: "warning",
  layer: "policy",
  releases: { oss: { since: "3.7" }, enterprise: { since: "3.7" } },
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    for (const { reason, assignment, property } of reading.losses) {
      if (reason !== "forced-off" || assignment === undefined) continue;
      const name = describeRelease(catalog.release);
      report({
        at: assignment,
        property,
        message:
          property === "cluster_rpc"
            ? `${name} reads \`off\`: it switches ${quoted(property)} off by itself, as it is not ready in this release. Remove the line.`
            : `${name} reads \`off\`: ${quoted(property)} needs \`cluster_rpc = on\`, and without it Kong switches it off with a warning. Switch \`cluster_rpc\` on, unless the environment does.`,
        fixes:
          property === "cluster_rpc"
            ? [removeFix("Remove the line", "safe", assignment)]
            : [
                {
                  title: "Switch cluster_rpc on",
                  applicability: "unsafe",
                  edits: [{ kind: "insert", property: "cluster_rpc", value: "on", after: assignment }],
                },
              ],
      });
    }
  },
});
