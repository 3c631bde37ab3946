import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";

/** Entries of `origins`, a property of Kong 0.15 to 1.5. */
export default refusalRule({
  summary: "Invalid `origins` entry",
  severity: "error",
  needs: "refusals",
  layer: "value",
  releases: { oss: { since: "0.15", before: "2.0" }, enterprise: { since: "0.35", before: "2.0" } },
  check: "origins",
  message: ({ text }) =>
    `${quoted(text)} is not a pair of origins, or its first origin is given twice. Use \`http://host:port=http://other:port\`, with the port on the left.`,
});
