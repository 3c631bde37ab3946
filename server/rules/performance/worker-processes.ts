import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted, unquoted } from "../support/quoting.ts";

/** A number of nginx workers that nginx does not take, or fewer than wanted. */
export default defineRule({
  summary: "Invalid or too low number of nginx workers",
  severity: "error",
  needs: ["nginx_worker_processes", "nginx_main_worker_processes"],
  serving: true,
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets", "syntax/numeric-string-mangled"],
  options: {
    leastWorkers: {
      type: "integer",
      description: "Number of workers below which a hint is reported",
      default: 1,
    },
  },
  check({ options, reading, release, report }) {
    const property = "nginx_worker_processes";
    const assignment = reading.assignment(property);
    if (assignment === undefined || assignment.opaque !== undefined || reading.isOpaque(property)) return;
    const value = unquoted(assignment.writtenValue);
    if (value === "" || value === "auto") return;
    if (!/^[1-9]\d*$/.test(value)) {
      report({
        at: assignment,
        property,
        message: `nginx accepts only \`auto\` or a whole number of workers, so ${describeRelease(release)} does not start with ${quoted(value)}. Use one of the two.`,
        fixes: [displayOnlyFix("Change to `auto` or the number of cores")],
      });
    } else if (Number(value) < options.leastWorkers) {
      report({
        at: assignment,
        property,
        severity: "hint",
        message: `Your settings require at least ${options.leastWorkers} workers: fewer workers use fewer cores, and a crash affects more requests. Use \`auto\` or the number of cores.`,
      });
    }
  },
});
