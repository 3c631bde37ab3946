import { defineRule } from "../../findings/rule.ts";
import { asSentence } from "../support/as-sentence.ts";
import { correctionFixes } from "../support/correction-fixes.ts";

/** An address with `http` whose host an ingress of the chart serves with TLS. */
export default defineRule({
  summary: "Address with `http` that the ingress of the chart serves with TLS",
  severity: "warning",
  checkProblems({ problems, report }) {
    for (const { kind, at, detail, correction } of problems)
      if (kind === "http-behind-tls")
        report({
          at,
          message: asSentence(detail),
          fixes: correctionFixes(correction),
          dependsOnRelease: false,
        });
  },
});
