import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { parseReference, type VaultReference } from "../../loader/vaults/parse-reference.ts";
import { quoted } from "../support/quoting.ts";
import { variableOf } from "../support/read-variables.ts";
import { type VaultText, vaultTexts } from "../support/vaults.ts";

/** References to the environment that look for a variable which cannot be the one that is meant. */
export default defineRule({
  summary: "A reference to the environment looks for another variable than the one that is there",
  severity: "warning",
  yieldsTo: ["vault/reference-syntax", "vault/unavailable"],
  releases: { oss: { since: "2.8" }, enterprise: { since: "2.8" } },
  check(context) {
    for (const found of vaultTexts(context)) {
      if (!found.isReference) continue;
      const reference = parseReference(found.text);
      if (reference?.vault !== "env") continue;
      const message = reason(found, reference, context);
      if (message !== undefined)
        context.report({ at: found.span, property: found.assignment.property, message });
    }
  },
});

function reason(
  { assignment }: VaultText,
  reference: VaultReference,
  context: RuleContext,
): string | undefined {
  const name = reference.resource;
  if (!/^[A-Za-z0-9_-]+$/.test(name))
    return `No variable can be called so: Kong turns ${quoted(name)} into capitals and \`-\` into \`_\`. Use letters, digits, \`-\` and \`_\`.`;
  const prefix = reference.prefix ?? context.reading.text("vault_env_prefix") ?? "";
  const variable = variableOf(prefix + name);
  if (variable === `KONG_${assignment.property.toUpperCase()}`)
    return `The reference looks for ${quoted(variable)}, which is the variable that sets this very property. Leave the property out and set the variable, or give the secret a name of its own.`;
  const visible = visibleVariables(context);
  const first = visible.find((each) => plain(each) === plain(variable));
  if (first === undefined || visible.includes(variable)) return undefined;
  return `The reference looks for ${quoted(variable)}, while this file sets ${quoted(first)}. ${referenceTo(first)}`;
}

function plain(variable: string): string {
  return variable.toUpperCase().replaceAll("_", "");
}

/** The variables of an environment file; of a kong.conf there are none to see. */
function visibleVariables({ unit }: RuleContext): readonly string[] {
  if (unit.otherLines === undefined) return [];
  const names = unit.otherLines.filter(({ kind }) => kind === "foreign-variable").map(({ text }) => text);
  return [...names, ...unit.assignments.map(({ variable }) => variable)];
}

function referenceTo(variable: string): string {
  return variable === variable.toUpperCase()
    ? `Write ${quoted(`{vault://env/${variable.toLowerCase().replaceAll("_", "-")}}`)}.`
    : "Write the variable in capitals.";
}
