/** Whether Kong takes a text for a reference to a vault, as it does from 2.8 on: the whole text, in braces. */
export function isVaultReference(text: string): boolean {
  return text.startsWith("{vault://") && text.endsWith("}") && text.length > "{vault://}".length;
}

/** `{vault//env/x}`, `{vault:env/x}`: a sign is missing between the word and the name of the vault. */
const MISSING_SIGN = /^\{vault(?::\/?|\/{1,2})[a-z0-9_-]+\/[^\s{}]+\}$/i;

/** Whether a text has to do with a vault reference at all, well-formed or not. */
export function mentionsVault(text: string): boolean {
  if (text.includes("://")) return /vault:\/\//i.test(text);
  return text.startsWith("{") && MISSING_SIGN.test(text);
}
