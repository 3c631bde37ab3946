import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";

/** What a file says and the tool that reads it does not use. */
export default defineRule({
  summary: "Setting that the tool, the chart or the program accepts and does not use",
  severity: "warning",
  checkProblems({ problems, report }) {
    for (const { kind, at, detail } of problems)
      if (kind === "ignored") report({ at, message: asSentence(detail), dependsOnRelease: false });
  },
});
