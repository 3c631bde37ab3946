/** `{vault//env/x}`, `{vault:env/x}`: a sign is missing between the word and the name of the vault. */
const MISSING_SIGN = /^\{vault(?::\/?|\/{1,2})[a-z0-9_-]+\/[^\s{}]+\}$/i;

/** Whether a text has to do with a vault reference at all, well-formed or not. */
export function mentionsVault(text: string): boolean {
  if (text.includes("://")) return /vault:\/\//i.test(text);
  return text.startsWith("{") && MISSING_SIGN.test(text);
}
