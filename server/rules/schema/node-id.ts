import { removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";

/** Node ids that are no UUID. */
export default refusalRule({
  summary: "`node_id` is not a UUID",
  severity: "error",
  needs: "refusals",
  layer: "value",
  check: "node-id",
  dependsOnRelease: true,
  message: ({ text }) => `${quoted(text)} is not a UUID. Remove the line to let Kong generate one.`,
  fixes: ({ assignment }) =>
    assignment === undefined
      ? []
      : [removeFix("Remove the line to let Kong generate a UUID", "unsafe", assignment)],
});
