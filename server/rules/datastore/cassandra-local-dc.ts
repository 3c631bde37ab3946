import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { spansDataCenters } from "../support/topology.ts";

/** A load balancing policy and a data centre that do not fit together. */
export default defineRule({
  summary: "Cassandra load-balancing policy and local datacenter that do not match",
  severity: "error",
  needs: ["database", "cassandra_*"],
  claims: ["cassandra-datacenter"],
  check({ reading, report }) {
    for (const refusal of reading.refusals("cassandra-datacenter")) {
      const policy = reading.assignment("cassandra_lb_policy");
      report({
        at: refusal.span ?? refusal.assignment ?? policy ?? reading.unit.anchor,
        property: "cassandra_lb_policy",
        message: `\`${reading.text("cassandra_lb_policy") ?? "DCAwareRoundRobin"}\` prefers one datacenter and \`cassandra_local_datacenter\` is not set, so Kong refuses to start. Set it to the datacenter of this node.`,
        fixes: [displayOnlyFix("Set `cassandra_local_datacenter` to the datacenter of this node")],
      });
    }
    if (reading.text("database") !== "cassandra" || reading.isOpaque("cassandra_lb_policy")) return;
    const policy = reading.text("cassandra_lb_policy") ?? "";
    if (/DCAware/.test(policy)) return;
    const aware = policy.startsWith("Request") ? "RequestDCAwareRoundRobin" : "DCAwareRoundRobin";
    const policyAssignment = reading.assignment("cassandra_lb_policy");
    const local = reading.assignment("cassandra_local_datacenter");
    if (local !== undefined && local.opaque === undefined && local.writtenValue !== "")
      report({
        at: local,
        severity: "warning",
        message: `The policy \`${policy}\` ignores \`cassandra_local_datacenter\`, so queries go to all datacenters equally. Set \`cassandra_lb_policy = ${aware}\`.`,
        fixes: [
          {
            title: `Set \`cassandra_lb_policy = ${aware}\``,
            applicability: "unsafe",
            edits: [
              policyAssignment === undefined
                ? { kind: "insert", property: "cassandra_lb_policy", value: aware, after: local }
                : { kind: "set", assignment: policyAssignment, value: aware },
            ],
          },
        ],
      });
    else if (spansDataCenters(reading) && policyAssignment !== undefined)
      report({
        at: policyAssignment,
        severity: "warning",
        message: `With several datacenters, \`${policy}\` sends queries over the WAN. Use \`${aware}\` and set \`cassandra_local_datacenter\`.`,
        fixes: [displayOnlyFix(`Change to \`${aware}\` and set \`cassandra_local_datacenter\``)],
      });
  },
});
