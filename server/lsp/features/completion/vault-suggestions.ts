import { memoizeObject } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import { compareVersions } from "../../../../schemas/release.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import type { WorkspaceDocument } from "../../document-analysis.ts";
import type { ValueText } from "../../support/cursor-context.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import { isSecret } from "../../support/redaction.ts";
import type { Suggestion } from "./suggestion.ts";
import { snippetText } from "./suggestion.ts";
import type { ValuePart } from "./value-part.ts";

/** Properties that Kong reads before it can ask a vault. */
const READ_FIRST = new Set(["prefix", "vaults", "database", "role"]);

/** The vaults that a release brings: `env`, and those it has settings for. */
const vaultNames: (catalog: Catalog) => readonly string[] = memoizeObject(({ properties, bundledVaults }) => {
  const names = new Set(["env", ...bundledVaults]);
  for (const name of properties.keys()) {
    const vault = /^vault_([a-z]+)_/.exec(name)?.[1];
    if (vault !== undefined) names.add(vault);
  }
  return [...names];
});

/**
 * References to vaults, where a release resolves them: for secrets always, for other properties once somebody begins to
 * write one. Names come from the property and from the variables of the files beside the source.
 */
export function vaultSuggestions(
  analysis: Analysis,
  value: ValueText,
  part: ValuePart,
  neighbours: readonly WorkspaceDocument[],
  snippets: boolean,
): Suggestion[] {
  const { catalog } = analysis;
  const { property } = value;
  if (compareVersions(catalog.base, "2.8") < 0 || READ_FIRST.has(property)) return [];
  const wanted = part.before.startsWith("{");
  if (!wanted && !isSecret(property, analysis)) return [];
  const replace = value.place(part.span);
  const reference = (name: string, index: number): Suggestion => ({
    label: `{vault://env/${name}}`,
    kind: ItemKind.reference,
    insert: `{vault://env/${name}}`,
    replace,
    isWhole: true,
    sort: `0${String(index).padStart(2, "0")}`,
    detail: `the variable ${variableFor(name)}`,
  });
  const own = property.replaceAll("_", "-");
  const others = neighbours.flatMap(foreignVariables).filter((name) => name !== own);
  const vaults = vaultNames(catalog).filter((vault) => vault !== "env" && isListed(vault, analysis));
  return [
    ...[own, ...new Set(others)].slice(0, 50).map(reference),
    ...vaults.map(
      (vault, index): Suggestion => ({
        label: `{vault://${vault}/…}`,
        kind: ItemKind.reference,
        insert: snippets
          ? `{vault://${vault}/\${1:${snippetText("secret")}}/\${2:key}}`
          : `{vault://${vault}/secret/key}`,
        isSnippet: snippets,
        filter: `{vault://${vault}/`,
        replace,
        isWhole: true,
        sort: `1${String(index).padStart(2, "0")}`,
      }),
    ),
  ];
}

/** The variable that the environment vault reads for a name. */
function variableFor(name: string): string {
  return name.toUpperCase().replaceAll("-", "_");
}

/** Variables of a file that are none of Kong's own, by the names that references give them. */
function foreignVariables({ unit }: WorkspaceDocument): string[] {
  if (unit.otherLines === undefined) return [];
  return unit.otherLines.flatMap(({ kind, text }) =>
    kind === "foreign-variable" && /^[A-Z][A-Z0-9_]*$/.test(text)
      ? [text.toLowerCase().replaceAll("_", "-")]
      : [],
  );
}

/** Whether the configuration loads a vault. */
function isListed(vault: string, { reading }: Analysis): boolean {
  const vaults = reading.properties.get("vaults")?.value;
  return typeof vaults !== "object" || vaults.includes("bundled") || vaults.includes(vault);
}
