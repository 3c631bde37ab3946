const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of a text in base64 as Go decodes it: padded, line breaks ignored; undefined for any other text. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\r\n]/g, "");
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  const padding = digits.length - digits.replace(/=+$/, "").length;
  const bytes = new Uint8Array((digits.length / 4) * 3 - padding);
  let at = 0;
  for (let group = 0; group < digits.length; group += 4) {
    let bits = 0;
    for (let digit = 0; digit < 4; digit++)
      bits = bits * 64 + Math.max(0, ALPHABET.indexOf(digits.charAt(group + digit)));
    for (const byte of [bits >> 16, (bits >> 8) & 255, bits & 255])
      if (at < bytes.length) bytes[at++] = byte & 255;
  }
  return bytes;
}

/** A text as base64 of its UTF-8. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    encoded += second === undefined ? "=" : ALPHABET.charAt((bits >> 6) & 63);
    encoded += third === undefined ? "=" : ALPHABET.charAt(bits & 63);
  }
  return encoded;
}

/** Bytes as text; those that are not UTF-8 become replacement characters. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
