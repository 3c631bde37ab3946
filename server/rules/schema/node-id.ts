import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";

/** Node ids that are no UUID. */
export default defineRule({
  summary: "`node_id` is no UUID",
  severity: "error",
  layer: "value",
  claims: ["node-id"],
  dependsOnRelease: true,
  check({ reading, catalog, report }) {
    for (const refusal of reading.refusals("node-id"))
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${describeRefusal(catalog, refusal)}: ${quoted(refusal.text)} is no UUID. Remove the line, and Kong makes an id of its own.`,
        fixes:
          refusal.assignment === undefined
            ? []
            : [
                {
                  title: "Remove the line, so that Kong makes an id",
                  applicability: "unsafe",
                  edits: [{ kind: "remove", assignment: refusal.assignment }],
                },
              ],
      });
  },
});
