import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { setFix } from "../support/fixes.ts";

/** A container whose first process ends, because nginx goes into the background. */
export default defineRule({
  summary: "nginx in the background, which ends the container",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, release, report }) {
    const { deployment } = unit;
    if (deployment?.image === undefined || processKind(deployment) !== "start") return;
    const assignment = reading.assignment("nginx_daemon");
    if (assignment === undefined || !reading.isOn("nginx_daemon")) return;
    // The entrypoint of the images before Kong 2.5.0 sets `off` whatever is written.
    if (compareVersions(release.version, "2.5.0") < 0) return;
    // The entrypoint of an image that is not Kong's is not known.
    if (deployment.imageFiles !== "stock" && deployment.steps === undefined) return;
    report({
      at: assignment,
      property: "nginx_daemon",
      message:
        "With `on`, nginx runs in the background, the first process of the container ends, and so does the container. Remove the line: the image sets `off`.",
      fixes: [setFix("Change to `off`", "safe", assignment, "off")],
    });
  },
});
