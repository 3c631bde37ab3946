/** Whether Kong takes a text for a reference to a vault, as it does from 2.8 on: the whole text, in braces. */
export function isVaultReference(text: string): boolean {
  return text.startsWith("{vault://") && text.endsWith("}") && text.length > "{vault://}".length;
}

/** Whether a text has to do with a vault reference at all, well-formed or not. */
export function mentionsVault(text: string): boolean {
  return text.includes("://") && /vault:\/\//i.test(text);
}
