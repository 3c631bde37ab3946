/** What a switch says under a name that sounds like a secret. */
const SWITCHES: ReadonlySet<string> = new Set(["", "on", "off", "true", "false"]);
const VAULT = "{vault://";

/** Whether a value cannot be a secret whatever it belongs to: nothing, a switch, or a reference to a vault, in any case. */
export function isNoSecret(value: string): boolean {
  if (value.length <= "false".length) return SWITCHES.has(value.toLowerCase());
  return value.endsWith("}") && value.slice(0, VAULT.length).toLowerCase() === VAULT;
}
