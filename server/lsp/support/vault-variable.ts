import { environmentVariable } from "../../loader/vaults/look-up.ts";
import { parseReference } from "../../loader/vaults/parse-reference.ts";

/**
 * The variable that the vault of the environment reads for a reference: `PG_PASSWORD` for `{vault://env/pg-password}`,
 * with a `prefix` of the reference before it. undefined for other vaults and other texts.
 */
export function vaultVariable(text: string): string | undefined {
  const reference = parseReference(text);
  if (reference?.vault !== "env") return undefined;
  return environmentVariable((reference.prefix ?? "") + reference.resource);
}
