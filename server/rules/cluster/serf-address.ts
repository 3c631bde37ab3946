import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";

/** Addresses of the cluster of Kong 0.9 and 0.10, which Serf held together. */
export default defineRule({
  summary: "An address of the Serf cluster is no IPv4 address with a port",
  severity: "error",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets"],
  releases: { oss: { before: "0.11" }, enterprise: null },
  claims: ["serf-address"],
  check({ reading, catalog, report }) {
    for (const refusal of reading.refusals("serf-address"))
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${describeRefusal(catalog, refusal)}: ${quoted(refusal.text)} is no IPv4 address with a port, which ${quoted(refusal.property)} wants. Write \`address:port\`, such as \`0.0.0.0:7946\`; host names are not looked up.`,
      });
  },
});
