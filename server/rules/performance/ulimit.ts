import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";

/** What Kong takes by itself at most where the value is `auto`. */
const KONG_TAKES = 16384;

/** A limit of open files, set by hand, that is below what Kong would take. */
export default defineRule({
  summary: "The limit of open files per worker is set lower than Kong would set it",
  severity: "warning",
  check({ reading, report }) {
    const property = "nginx_main_worker_rlimit_nofile";
    const assignment = reading.assignment(property);
    if (assignment === undefined || !/^\d+$/.test(assignment.writtenValue)) return;
    const limit = Number(assignment.writtenValue);
    if (limit >= KONG_TAKES) return;
    report({
      at: assignment,
      property,
      message: `A worker may then hold ${limit} open files, and each proxied request takes two. Write \`auto\` and raise the limit of the system (65535 is advised), or write at least ${KONG_TAKES}.`,
      fixes: [setFix("Write auto", "unsafe", assignment, "auto")],
    });
  },
});
