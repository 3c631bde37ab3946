/** A text that is base64, plain or for URLs, is read as what it encodes, bytes beyond ASCII standing as U+0080–U+00FF. */
export function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/_=-]+$/.test(text)) return text;
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return text;
  }
}

/** Whether a text begins a certificate in PEM. */
export function isCertificateText(text: string): boolean {
  return /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(text);
}

/** Whether a text begins a key in PEM. */
export function isKeyText(text: string): boolean {
  return /-----BEGIN (?:[A-Z]+ )*(?:PRIVATE|PUBLIC) KEY-----/.test(text);
}

/** Whether a text begins Diffie-Hellman parameters in PEM. */
export function isDhParametersText(text: string): boolean {
  return /-----BEGIN (?:X9\.42 )?DH PARAMETERS-----/.test(text);
}
