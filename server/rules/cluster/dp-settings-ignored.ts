import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { writtenAssignments } from "../support/assignments.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { isIgnoredByRole } from "../support/topology.ts";

/** Settings of one role of hybrid mode on a node of another. */
export default defineRule({
  summary: "Setting without effect for the node's role",
  severity: "warning",
  needs: ["role", "cluster_*"],
  layer: "policy",
  yieldsTo: ["datastore/declarative-with-db"],
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check(context) {
    const { unit, reading, report } = context;
    if (reading.isOpaque("role")) return;
    const role = reading.text("role") ?? "traditional";
    for (const assignment of writtenAssignments(unit)) {
      const { property } = assignment;
      if (!isIgnoredByRole(property, role) || !says(assignment, context)) continue;
      report({
        at: assignment.nameSpan,
        property,
        ...(role === "traditional" ? { severity: "info" as const } : {}),
        message: `${quoted(property)} has no effect on a node with ${quoted(`role = ${role}`)}${reading.isWritten("role") ? "" : ", the default"}. ${role === "traditional" ? "Set the role (here or in the environment), or remove this line." : "Remove it, or move it to the file of the other role."}`,
        fixes: [displayOnlyFix("Remove the line, or move it to the file of the other role")],
        tags: ["unnecessary"],
      });
    }
  },
});

/** Whether the line asks for something: what is switched off asks for nothing. */
function says(assignment: Assignment, { reading }: RuleContext): boolean {
  if (reading.assignment(assignment.property) !== assignment) return false;
  return !["", "off", "false"].includes(assignment.writtenValue);
}
