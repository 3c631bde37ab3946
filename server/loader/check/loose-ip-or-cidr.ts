/**
 * Whether Kong 1.1.2–2.2 takes a text for an address or a network: prefix lengths of any size or none at all, octets
 * in hexadecimal or octal, but no brackets.
 */
export function isLooseIpOrCidr(text: string): boolean {
  if (/^(?:(?:0?x?)[\da-f]+\.){3}(?:0?x?)[\da-f]+\/?\d*$/i.test(text)) return true;
  return /^[\da-f:]+(?:\.[\da-f.]*)?\/?\d*$/i.test(text) && text.includes(":");
}
