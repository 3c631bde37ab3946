import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";

/** Blocks of a chart that need something else, which nobody gives. */
export default defineRule({
  summary: "Block of a chart without the Secret or block that it needs",
  severity: "warning",
  checkProblems({ problems, report }) {
    for (const { kind, at, detail } of problems) {
      const message = asSentence(detail);
      if (kind === "missing-secret") report({ at, message, dependsOnRelease: false });
      if (kind === "hidden-companion") report({ at, message, severity: "info", dependsOnRelease: false });
    }
  },
});
