import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";
import { type AskedVariable, askedVariables } from "../support/vault-variables.ts";

/** References to the environment that look for a variable which cannot be the one that is meant. */
export default defineRule({
  summary: "Vault reference to a different environment variable than the one that is set",
  severity: "warning",
  yieldsTo: ["vault/reference-syntax", "vault/unavailable"],
  releases: { oss: { since: "2.8" }, enterprise: { since: "2.8" } },
  check({ unit, reading, catalog, report }) {
    for (const asked of askedVariables(unit, reading, catalog)) {
      const message = reason(asked);
      const { span, assignment } = asked.found;
      if (message !== undefined) report({ at: span, property: assignment.property, message });
    }
  },
});

function reason(asked: AskedVariable): string | undefined {
  const { found, reference, variable, meant, prefix } = asked;
  const name = reference.resource;
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    return `${quoted(name)} cannot name a variable: Kong uppercases it and replaces \`-\` with \`_\`. Use only letters, digits, \`-\` and \`_\`.`;
  if (variable === `KONG_${found.assignment.property.toUpperCase()}`)
    return `The reference looks for ${quoted(variable)}, which is the variable that sets this very property. Remove this line and set the variable, or give the secret another name.`;
  if (meant === undefined) return undefined;
  const adds = prefix === "" ? "The" : `Kong puts the prefix ${quoted(prefix)} in front of the name, so the`;
  return `${adds} reference looks for ${quoted(variable)}, but this file sets ${quoted(meant)}. ${referenceTo(meant, asked)}`;
}

/** The reference that reads a variable. */
function referenceTo(variable: string, { reference, prefix, found }: AskedVariable): string {
  if (variable !== variable.toUpperCase()) return "Rename the variable to uppercase.";
  const before = prefix.toUpperCase().replaceAll("-", "_");
  if (!variable.startsWith(before)) return `Begin the name of the variable with ${quoted(before)}.`;
  const name = variable.slice(before.length).toLowerCase().replaceAll("_", "-");
  const rest = found.text.slice(`{vault://env/${reference.resource}`.length);
  return `Use ${quoted(`{vault://env/${name}${rest.startsWith("/") || rest.startsWith("?") ? rest : "}"}`)}.`;
}
