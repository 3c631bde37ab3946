import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isOfAnotherProgram } from "../support/names.ts";
import { isForPlugins } from "../support/read-variables.ts";
import { isSampleFile } from "../support/sample-files.ts";
import { weaknessOf } from "../support/secret-weakness.ts";
import { type SecretLiteral, secretLiterals } from "../support/secrets.ts";

/** Secrets that can be guessed. */
export default defineRule({
  summary: "Weak secret",
  severity: "warning",
  check({ unit, reading, catalog, report }) {
    if (isOfAnotherProgram(unit, catalog)) return;
    for (const assignment of unit.assignments) {
      if (isForPlugins(assignment, reading, catalog)) continue;
      for (const secret of secretLiterals(assignment, catalog)) {
        const reason = weaknessOf(assignment, secret, reading);
        if (reason === undefined || isSampleFile(secret.span.source)) continue;
        report({
          at: secret.span,
          property: assignment.property,
          message: `${holderOf(assignment, secret)} ${reason}, so it is easily guessed${isSessionSecret(secret) ? ", and anyone who knows it can forge a session" : ""}. Use 32 random bytes and keep them out of the file.`,
          fixes: [displayOnlyFix("Use 32 random bytes, for example from `openssl rand -hex 32`")],
        });
      }
    }
  },
});

function holderOf({ property }: Assignment, { holder }: SecretLiteral): string {
  return holder === property ? `\`${property}\`` : `\`${holder}\` in \`${property}\``;
}

function isSessionSecret({ holder }: SecretLiteral): boolean {
  return holder === "secret" || holder === "session_secret";
}
