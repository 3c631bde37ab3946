import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { commentEra, cutComment } from "../../loader/read/cut-comment.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { askedVariables, textOfVariable } from "../support/vault-variables.ts";

/** A secret of the environment that Kong cuts at `#` after it has put it in the place of its reference. */
export default defineRule({
  summary: "Secret that Kong cuts off at `#` after it resolves the reference",
  severity: "warning",
  yieldsTo: ["vault/reference-syntax", "vault/unavailable"],
  releases: { oss: { since: "2.8", before: "3.2" }, enterprise: { since: "2.8", before: "3.2" } },
  dependsOnRelease: true,
  check({ unit, reading, catalog, report }) {
    const era = commentEra(catalog.base);
    if (era === "exact" || compareVersions(catalog.base, "2.8") < 0) return;
    for (const { found, reference, variable } of askedVariables(unit, reading, catalog)) {
      const secret = memberOf(textOfVariable(unit, variable), reference.key);
      if (secret === undefined || !secret.includes("#")) continue;
      if (cutComment(secret, era).text === secret) continue;
      report({
        at: found.span,
        property: found.assignment.property,
        message: `The secret in ${quoted(variable)} contains \`#\`. ${describeRelease(catalog.release)} resolves the reference, then cuts the secret off there and drops the character before it. Choose a secret without \`#\`, or upgrade to Kong 3.2.`,
        fixes: [displayOnlyFix("Choose a secret without `#`")],
      });
    }
  },
});

/** The member of a JSON object that a reference names; the whole text where it names none. */
function memberOf(text: string | undefined, key: string | undefined): string | undefined {
  if (text === undefined || key === undefined) return text;
  try {
    const value: unknown = JSON.parse(text);
    const member = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
    return typeof member === "string" ? member : undefined;
  } catch {
    return undefined;
  }
}
