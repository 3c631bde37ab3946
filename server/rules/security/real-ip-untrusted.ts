import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** Settings of the real client address that do nothing, for no proxy is trusted. */
export default defineRule({
  summary: "Client address header without `trusted_ips`",
  severity: "warning",
  needs: ["real_ip_header", "real_ip_recursive"],
  serving: true,
  check({ reading, report }) {
    if (reading.isOpaque("trusted_ips") || reading.list("trusted_ips").length > 0) return;
    if ([...reading.changed.keys()].some((name) => name.endsWith("_set_real_ip_from"))) return;
    const [first, second] = inertSettings(reading);
    if (first === undefined) return;
    report({
      at: first,
      message: `\`${first.property}\` has no effect while \`trusted_ips\` is empty: plugins and logs see the address of the proxy in front of Kong. List the networks of your load balancers in \`trusted_ips\` (here or in the environment).`,
      related:
        second === undefined
          ? []
          : [{ span: second.writtenValueSpan, message: `\`${second.property}\` has no effect either.` }],
      fixes: [displayOnlyFix("Add `trusted_ips` with the networks of your load balancers")],
    });
  },
});

/** What is written to change the defaults, which copied default files repeat without harm. */
function inertSettings(reading: Reading): readonly Assignment[] {
  const header = reading.assignment("real_ip_header");
  const recursive = reading.assignment("real_ip_recursive");
  const names = reading.text("real_ip_header")?.toLowerCase();
  return [
    ...(header !== undefined && names !== undefined && names !== "x-real-ip" ? [header] : []),
    ...(recursive !== undefined && reading.isOn("real_ip_recursive") ? [recursive] : []),
  ];
}
