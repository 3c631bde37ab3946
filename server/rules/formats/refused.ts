import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";
import { correctionFixes } from "../support/correction-fixes.ts";

/** What the tool of a file refuses, so that it starts no Kong. */
export default defineRule({
  summary: "File that Docker, Compose, Kubernetes, systemd, a shell or the entrypoint rejects",
  severity: "error",
  checkProblems({ problems, report }) {
    for (const { kind, refuses, at, detail, correction } of problems) {
      // A file with secrets often stays out of the repository.
      if (!refuses || kind === "missing-file") continue;
      report({
        at,
        // Something else may make it in its place.
        ...(kind === "removed-file" ? { severity: "warning" as const } : {}),
        message: `${asSentence(detail)} Kong will not start.`,
        fixes: correctionFixes(correction),
        dependsOnRelease: false,
      });
    }
  },
});
