import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSetElsewhere, writtenAssignments } from "../support/assignments.ts";
import { removeFix } from "../support/fixes.ts";

/** The key that brings both back to those who have bought them. */
const KEY = "portal_and_vitals_key";

/** Settings of the Dev Portal and Vitals after they left Kong Enterprise, and `portal_gui_url` after 0.33. */
export default defineRule({
  summary: "Dev Portal or Vitals setting that this release no longer uses",
  severity: "warning",
  needs: ["portal", "portal_*", "vitals", "vitals_*"],
  layer: "value",
  releases: { oss: null },
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, release, report } = context;
    const hasKey = unit.assignments.some(({ property }) => property === KEY);
    for (const assignment of writtenAssignments(unit)) {
      const { property } = assignment;
      if (assignment.section !== undefined) continue;
      if (property === "portal_gui_url" && !catalog.knows(property)) {
        report({
          at: assignment.nameSpan,
          property,
          severity: "error",
          message: `${describeRelease(release)} has no \`portal_gui_url\` and ignores it. Use \`portal_gui_protocol\` and \`portal_gui_host\` for its parts.`,
          tags: ["deprecated"],
          fixes: splitUrl(assignment, context),
        });
      } else if (catalog.property(property)?.carriedFrom !== undefined && !hasKey && !isOff(assignment)) {
        report({
          at: assignment.nameSpan,
          property,
          message: `Kong Enterprise has had no Dev Portal and no Vitals since 3.5, so ${describeRelease(release)} ignores \`${property}\`. Delete the line, unless the environment sets \`${KEY}\`.`,
          tags: ["deprecated"],
          fixes: [removeFix(`Remove \`${property}\``, "unsafe", assignment)],
        });
      }
    }
  },
});

/** A switch that is off says what is the case. */
function isOff({ writtenValue }: Assignment): boolean {
  return writtenValue === "off" || writtenValue === "false";
}

function splitUrl(assignment: Assignment, { unit }: RuleContext): readonly Fix[] {
  const [, protocol, host] = /^(https?):\/\/([^/\s]+)\/?$/i.exec(assignment.writtenValue) ?? [];
  if (protocol === undefined || host === undefined || assignment.opaque !== undefined) return [];
  const taken = ["portal_gui_protocol", "portal_gui_host"].some((name) =>
    isSetElsewhere(unit, name, assignment),
  );
  return [
    taken
      ? removeFix("Remove `portal_gui_url`", "unsafe", assignment)
      : {
          title: "Change to `portal_gui_protocol` and `portal_gui_host`",
          applicability: "safe",
          edits: [
            { kind: "rename", assignment, property: "portal_gui_protocol" },
            { kind: "set", assignment, value: protocol.toLowerCase() },
            { kind: "insert", property: "portal_gui_host", value: host, after: assignment },
          ],
        },
  ];
}
