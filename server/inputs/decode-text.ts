/** How the bytes of a source are to be understood. Kong itself knows bytes only, so the other encodings than UTF-8 are named, not converted. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "binary";

/** A source as text: see {@link decodeText}. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Whether some bytes are not UTF-8. */
  readonly invalid: boolean;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes bytes as UTF-8, so that no byte is lost: one that is not UTF-8 becomes the lone surrogate U+DC00 + byte (U+DC80–U+DCFF).
 * A byte order mark stays as U+FEFF, for Kong takes it as part of the first key.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    const text = strict.decode(bytes);
    return { text, encoding: encodingOf(bytes, false), invalid: false };
  } catch {
    return { text: decodeLossless(bytes), encoding: encodingOf(bytes, true), invalid: true };
  }
}

/** The bytes of a text: the inverse of {@link decodeText}. Lone surrogates outside U+DC80–U+DCFF become U+FFFD. */
export function encodeText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return new TextEncoder().encode(text);
  const parts: Uint8Array[] = [];
  const encoder = new TextEncoder();
  let plain = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(at + 1))) at++;
    else if (unit >= 0xdc80 && unit <= 0xdcff) {
      parts.push(encoder.encode(text.slice(plain, at)), Uint8Array.of(unit - 0xdc00));
      plain = at + 1;
    }
  }
  parts.push(encoder.encode(text.slice(plain)));
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    result.set(part, filled);
    filled += part.length;
  }
  return result;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function decodeLossless(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let start = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) at += length;
    else {
      if (at > start) pieces.push(strict.decode(bytes.subarray(start, at)));
      pieces.push(String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
      start = ++at;
    }
  }
  if (at > start) pieces.push(strict.decode(bytes.subarray(start, at)));
  return pieces.join("");
}

/** How many bytes a well-formed UTF-8 sequence at `at` has (Unicode, table 3-7); 0 where none begins. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isContinuation(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isContinuation(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    const rest = isContinuation(bytes[at + 2] ?? 0) && isContinuation(bytes[at + 3] ?? 0);
    return second >= low && second <= high && rest ? 4 : 0;
  }
  return 0;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** A byte order mark, or NUL bytes at every other place, tell UTF-16; many other control bytes tell that it is no text. */
function encodingOf(bytes: Uint8Array, invalid: boolean): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  let control = 0;
  for (let at = 0; at < sample.length; at++) {
    const byte = sample[at] ?? 0;
    if (byte === 0) at % 2 === 0 ? even++ : odd++;
    else if (byte < 9 || (byte > 13 && byte < 27)) control++;
  }
  if (odd * 4 > sample.length && even === 0) return "utf-16le";
  if (even * 4 > sample.length && odd === 0) return "utf-16be";
  const noise = control + even + odd;
  return noise * (invalid ? 10 : 4) > sample.length ? "binary" : "utf-8";
}
