import { moduleNames, modulePresences } from "../../../schemas/presences.ts";
import { compareVersions, describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { parseReference } from "../../loader/vaults/parse-reference.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";
import { describeRefusal, refusalPlace } from "../support/refusals.ts";
import { type VaultText, vaultTexts } from "../support/vaults.ts";

/** References that the release, or this configuration, cannot resolve. */
export default defineRule({
  summary: "Vault that is not available",
  severity: "error",
  layer: "vault",
  yieldsTo: ["vault/reference-syntax"],
  claims: ["vault-reference"],
  dependsOnRelease: true,
  check(context) {
    const { reading, catalog, report } = context;
    const texts = vaultTexts(context).filter(
      ({ text, isReference }) => isReference || text.startsWith("{vault://"),
    );
    const reported = new Set<string>();
    for (const found of texts) {
      const message = found.isReference ? reason(found, context) : undefined;
      if (message === undefined) continue;
      reported.add(found.assignment.property);
      report({
        at: found.span,
        property: found.assignment.property,
        message,
        fixes:
          compareVersions(catalog.base, "2.8") < 0 ? [displayOnlyFix("Use an environment variable")] : [],
      });
    }
    for (const refusal of reading.refusals("vault-reference")) {
      if (reported.has(refusal.property)) continue;
      report({
        at: refusalPlace(refusal),
        property: refusal.property,
        message: `${describeRefusal(catalog, refusal)}: the reference cannot be resolved. Check the vault and the name of the secret.`,
      });
    }
    reportPrefix(context, texts);
  },
});

function reason({ text }: VaultText, { reading, catalog }: RuleContext): string | undefined {
  const { base, release } = catalog;
  const name = describeRelease(release);
  if (compareVersions(base, "2.8") < 0)
    return `${name} does not support vaults and uses the reference itself as the value; they were added in Kong 2.8. Set the value in the environment instead.`;
  if (compareVersions(base, "3.0") < 0 || reading.isOpaque("vaults")) return undefined;
  const vault = parseReference(text)?.vault;
  if (vault === undefined) return undefined;
  const listed = new Set(reading.list("vaults"));
  const bundled = new Set([
    ...catalog.bundledVaults,
    // A vault of a later line is vault/vault-not-in-release's to tell, where `vaults` names it.
    ...(release.edition === "enterprise" ? moduleNames("vaults") : []),
  ]);
  if (listed.has(vault) || (listed.has("bundled") && bundled.has(vault))) return undefined;
  const fails =
    compareVersions(base, "3.3") < 0
      ? `${name} refuses to start`
      : `\`kong check\` passes, but ${name} refuses to start`;
  if (release.edition === "oss" && isEnterpriseVault(vault) && listed.has("bundled"))
    return `Only Kong Enterprise has the vault ${quoted(vault)}: ${fails}. Use \`env\`, or a vault of your own that \`vaults\` lists.`;
  return `\`vaults\` does not list ${quoted(vault)}: ${fails}. Add it to \`vaults\`, or remove that line to use \`bundled\`.`;
}

function isEnterpriseVault(name: string): boolean {
  const editions = modulePresences("vaults", name).map(({ edition }) => edition);
  return editions.includes("enterprise") && !editions.includes("oss");
}

/** In 2.8 the prefix counts only as a variable of the environment. */
function reportPrefix({ reading, catalog, report }: RuleContext, texts: readonly VaultText[]): void {
  if (compareVersions(catalog.base, "2.8") < 0 || compareVersions(catalog.base, "3.0") >= 0) return;
  const assignment = reading.assignment("vault_env_prefix");
  if (assignment?.channel !== "file" || !texts.some(({ text }) => text.startsWith("{vault://env/"))) return;
  report({
    at: assignment.nameSpan,
    property: "vault_env_prefix",
    severity: "warning",
    message: `${describeRelease(catalog.release)} resolves the references in kong.conf without this prefix; Kong 3.0 and later add it. Put the prefix into the references.`,
  });
}
