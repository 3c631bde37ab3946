const PLAIN = /^[A-Za-z0-9_]*$/;

/**
 * The name Kong looks up for a key of kong.conf: each byte of its UTF-8 form that is not an ASCII letter or digit
 * becomes `_`, so that a byte order mark makes three. Letter case is kept, because Kong's lookup distinguishes it.
 * @param key the key without surrounding blanks; lone surrogates U+DC80–U+DCFF stand for one byte each
 */
export function propertyName(key: string): string {
  if (PLAIN.test(key)) return key;
  let name = "";
  for (let at = 0; at < key.length; at++) {
    const code = key.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    name += code < 0x80 && PLAIN.test(key.charAt(at)) ? key.charAt(at) : "_".repeat(byteCount(code));
  }
  return name;
}

function byteCount(code: number): number {
  if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) return 1;
  if (code < 0x800) return 2;
  return code > 0xffff ? 4 : 3;
}
