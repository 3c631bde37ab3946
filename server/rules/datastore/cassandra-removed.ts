import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { lastAssignment, writtenAssignments } from "../support/assignments.ts";
import { displayOnlyFix, removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";

/** Cassandra in releases that do not have it any more, or are about to lose it. */
export default defineRule({
  summary: "Cassandra is deprecated or no longer supported",
  severity: "error",
  needs: ["database", "cassandra_*"],
  layer: "value",
  yieldsTo: ["cluster/hybrid-requirements"],
  dependsOnRelease: true,
  claims: ["database-removed"],
  check({ unit, reading, catalog, release, report }) {
    const isGone = compareVersions(catalog.base, "3.4") >= 0;
    const here = describeRelease(release);
    for (const refusal of reading.refusals("database-removed")) {
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${here} refuses to start with ${quoted(refusal.text)}: support for Cassandra was removed in Kong 3.4. Migrate the data to PostgreSQL with an earlier release, then use \`postgres\`.`,
        fixes: [displayOnlyFix("Migrate the data, then change to `postgres`")],
      });
    }
    if (isGone) {
      for (const assignment of writtenAssignments(unit)) {
        if (!assignment.property.startsWith("cassandra_") || assignment.section !== undefined) continue;
        if (catalog.knows(assignment.property)) continue;
        report({
          at: assignment.nameSpan,
          property: assignment.property,
          message: `${here} ignores \`${assignment.property}\`: support for Cassandra was removed in Kong 3.4. Remove the line.`,
          tags: ["unnecessary"],
          fixes: [removeFix("Remove the line", "safe", assignment)],
        });
      }
      return;
    }
    const chosen = reading.assignment("database") ?? lastAssignment(unit, "database");
    if (chosen === undefined || reading.text("database") !== "cassandra") return;
    if (!reading.warnings.some(({ property, reason }) => property === "database" && reason === "deprecated"))
      return;
    report({
      at: chosen,
      severity: "warning",
      dependsOnRelease: false,
      message: `Support for Cassandra is deprecated and was removed in Kong 3.4, with no in-place upgrade. Plan a migration to PostgreSQL.`,
      tags: ["deprecated"],
    });
  },
});
