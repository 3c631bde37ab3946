import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { removeFix } from "../support/fixes.ts";

/** `worker_consistency` in Kong 3.x, which knows only one sensible value of it. */
export default defineRule({
  summary: "`worker_consistency`, which is deprecated in Kong 3.x",
  severity: "warning",
  needs: ["worker_consistency"],
  layer: "value",
  dependsOnRelease: true,
  check({ reading, catalog, release, report }) {
    if (inRange(catalog.base, { before: "3.0" })) return;
    const assignment = reading.assignment("worker_consistency");
    const value = reading.text("worker_consistency");
    if (assignment === undefined || (value !== "strict" && value !== "eventual")) return;
    const strict = value === "strict";
    report({
      at: assignment,
      property: "worker_consistency",
      severity: strict ? "warning" : "info",
      message: strict
        ? `With \`strict\`, requests wait while ${describeRelease(release)} rebuilds its router, and the value is deprecated. Remove the line: the default is \`eventual\`.`
        : `\`eventual\` is the default of ${describeRelease(release)}, and Kong logs a warning that the property is deprecated. Remove the line.`,
      tags: ["deprecated"],
      fixes: [removeFix("Remove `worker_consistency`", strict ? "unsafe" : "safe", assignment)],
    });
  },
});
