/** A text that is base64, plain or for URLs, is read as what it encodes. */
function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/_=-]+$/.test(text)) return text;
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return text;
  }
}

/** Whether a text, or what it encodes in base64, begins a certificate in PEM. */
export function isCertificateText(text: string): boolean {
  return /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(decoded(text));
}

/** Whether a text, or what it encodes in base64, begins a key in PEM. */
export function isKeyText(text: string): boolean {
  return /-----BEGIN (?:[A-Z]+ )*(?:PRIVATE|PUBLIC) KEY-----/.test(decoded(text));
}

/** Whether a text, or what it encodes in base64, begins Diffie-Hellman parameters in PEM. */
export function isDhParametersText(text: string): boolean {
  return /-----BEGIN (?:X9\.42 )?DH PARAMETERS-----/.test(decoded(text));
}
