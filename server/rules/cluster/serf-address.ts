import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";

/** Addresses of the cluster of Kong 0.9 and 0.10, which Serf held together. */
export default refusalRule({
  summary: "Serf address that is not an IPv4 address with a port",
  severity: "error",
  needs: "refusals",
  layer: "value",
  yieldsTo: ["schema/empty-value-unsets"],
  releases: { oss: { before: "0.11" }, enterprise: null },
  check: "serf-address",
  message: ({ text, property }) =>
    `${quoted(text)} is not an IPv4 address with a port, which ${quoted(property)} requires. Use \`address:port\`, such as \`0.0.0.0:7946\`; host names are not resolved.`,
});
