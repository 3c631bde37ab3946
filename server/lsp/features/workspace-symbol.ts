import type { WorkspaceSymbol } from "vscode-languageserver";
import { baseName } from "../../platform/paths.ts";
import type { WorkspaceFeature } from "../feature.ts";
import { SymbolKinds } from "../support/lsp-numbers.ts";

/** More than this nobody reads; another letter makes them fewer. */
const MOST = 1000;

/** The settings of all configuration in the workspace whose name holds the letters of the query in their order. */
export const workspaceSymbol: WorkspaceFeature<"workspace/symbol"> = async ({ query }, context) => {
  const letters = query.toLowerCase().replace(/\s+/g, "");
  const symbols: WorkspaceSymbol[] = [];
  for (const { uri, path, unit, positions } of await context.workspace()) {
    if (context.isCancelled()) return symbols;
    for (const { writtenName, nameSpan } of unit.assignments) {
      if (!holdsLetters(writtenName.toLowerCase(), letters)) continue;
      symbols.push({
        name: writtenName,
        kind: SymbolKinds.property,
        location: { uri, range: positions.range(nameSpan) },
        containerName: baseName(path),
      });
      if (symbols.length === MOST) return symbols;
    }
  }
  return symbols;
};

function holdsLetters(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
