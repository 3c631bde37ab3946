import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isOfAnotherProgram } from "../support/names.ts";
import { isForPlugins } from "../support/read-variables.ts";
import { isSampleFile } from "../support/sample-files.ts";
import { weaknessOf } from "../support/secret-weakness.ts";
import { secretLiterals } from "../support/secrets.ts";

/** Passwords and keys in clear text. */
export default defineRule({
  summary: "Secret in plain text",
  severity: "warning",
  yieldsTo: ["security/weak-secret", "vault/reference-syntax", "syntax/printed-object"],
  check({ unit, reading, catalog, report }) {
    // What another program is told is for its own rules.
    if (isOfAnotherProgram(unit, catalog)) return;
    const hasVaults = compareVersions(catalog.base, "2.8") >= 0;
    for (const assignment of unit.assignments) {
      if (isForPlugins(assignment, reading, catalog)) continue;
      const { property, channel } = assignment;
      for (const secret of secretLiterals(assignment, catalog)) {
        const { holder, span } = secret;
        // Sample files hold sample secrets; one that looks real may have got there by mistake.
        const isSample = isSampleFile(span.source);
        if (isSample && weaknessOf(assignment, secret, reading) !== undefined) continue;
        const what = holder === property ? `\`${property}\`` : `\`${holder}\` in \`${property}\``;
        const reference = `{vault://env/${property.replaceAll("_", "-")}}`;
        const way =
          hasVaults && catalog.knows(property)
            ? `Use a reference such as \`${reference}\``
            : channel === "environment"
              ? "Set the variable on the platform that starts Kong"
              : `Set \`KONG_${property.toUpperCase()}\` in the environment of the process`;
        report({
          at: span,
          property,
          ...(isSample ? { severity: "info" as const } : {}),
          message: `${what} is stored in plain text; anyone who can read this file or its history can read it. ${way}, and change the secret if the file was ever shared.`,
          fixes: [displayOnlyFix(way)],
        });
      }
    }
  },
});
