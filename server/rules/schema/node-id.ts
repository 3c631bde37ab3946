import { removeFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";

/** Node ids that are no UUID. */
export default refusalRule({
  summary: "`node_id` is no UUID",
  severity: "error",
  layer: "value",
  check: "node-id",
  dependsOnRelease: true,
  message: ({ text }) => `${quoted(text)} is no UUID. Remove the line, and Kong makes an id of its own.`,
  fixes: ({ assignment }) =>
    assignment === undefined
      ? []
      : [removeFix("Remove the line, so that Kong makes an id", "unsafe", assignment)],
});
