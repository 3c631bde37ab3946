import { defineRule } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";

/** What Kong takes by itself at most where the value is `auto`. */
const KONG_TAKES = 16384;

/** A limit of open files, set by hand, that is below what Kong would take. */
export default defineRule({
  summary: "Open-file limit per worker that is too low",
  severity: "warning",
  needs: ["nginx_main_worker_rlimit_nofile"],
  serving: true,
  check({ reading, report }) {
    const property = "nginx_main_worker_rlimit_nofile";
    const assignment = reading.assignment(property);
    if (assignment === undefined || !/^\d+$/.test(assignment.writtenValue)) return;
    const limit = Number(assignment.writtenValue);
    if (limit >= KONG_TAKES) return;
    report({
      at: assignment,
      property,
      message: `A worker can then have only ${limit} open files, and each proxied request uses two. Use \`auto\` and raise the system's limit (65535 is recommended), or use at least ${KONG_TAKES}.`,
      fixes: [setFix("Change to `auto`", "unsafe", assignment, "auto")],
    });
  },
});
