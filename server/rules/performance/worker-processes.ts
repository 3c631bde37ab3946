import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted, unquoted } from "../support/quoting.ts";

/** A number of nginx workers that nginx does not take, or fewer than wanted. */
export default defineRule({
  summary: "The number of nginx workers is no number, or lower than wanted",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets", "syntax/numeric-string-mangled"],
  options: {
    leastWorkers: {
      type: "integer",
      description: "The number of workers below which a hint is given",
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
        message: `nginx takes \`auto\` or a whole number of workers, so ${describeRelease(release)} does not start with ${quoted(value)}. Write one of the two.`,
        fixes: [displayOnlyFix("Write auto, or the number of cores")],
      });
    } else if (Number(value) < options.leastWorkers) {
      report({
        at: assignment,
        property,
        severity: "hint",
        message: `The settings of kong-lint want at least ${options.leastWorkers} workers: with few of them, few cores are used, and a crash is felt. Write \`auto\`, or the number of cores.`,
      });
    }
  },
});
