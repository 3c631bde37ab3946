import { parseVaultReference } from "../../../grammar/values/parse-vault-reference.ts";

/**
 * The variable that the vault of the environment reads for a reference: `PG_PASSWORD` for `{vault://env/pg-password}`,
 * with a `prefix` of the reference before it. undefined for other vaults and other texts.
 */
export function vaultVariable(text: string): string | undefined {
  const reading = parseVaultReference(text);
  if (reading.kind !== "reference") return undefined;
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  if (slice(reading.name) !== "env") return undefined;
  const prefix = reading.options.find(({ name }) => slice(name) === "prefix");
  const name = `${prefix === undefined ? "" : slice(prefix.value)}${slice(reading.resource)}`;
  return name.toUpperCase().replace(/[^A-Z0-9]/g, "_");
}
