import type { Catalog } from "../../../../schemas/catalog.ts";
import type { KongValue } from "../../../loader/reading.ts";
import { isSecretProperty } from "../../../secrets/secrets.ts";
import { quoted } from "../text/quoted.ts";

/** A value that Kong reads, as a message shows it; what is secret, unset or empty is described instead. */
export function quoteValue(property: string, value: KongValue | undefined, catalog: Catalog): string {
  if (value === undefined) return "nothing";
  if (typeof value === "boolean") return value ? "`on`" : "`off`";
  if (isSecretProperty(property, catalog)) return "another secret";
  const text = typeof value === "object" ? value.join(", ") : String(value);
  return text === "" ? "an empty text" : quoted(text);
}
