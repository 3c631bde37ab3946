/** How the bytes of a source are to be understood. Kong itself knows bytes only, so the other encodings than UTF-8 are named, not converted. */
export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be" | "binary";

/** A source as text: see {@link decodeText}. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** Whether some bytes are not UTF-8. */
  readonly invalid: boolean;
}

/** What {@link encodingOf} counts. */
const CONTROL = /[\0-\x08\x0e-\x1a]/;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Decodes bytes as UTF-8, so that no byte is lost: one that is not UTF-8 becomes the lone surrogate U+DC00 + byte (U+DC80–U+DCFF).
 * A byte order mark stays as U+FEFF, for Kong takes it as part of the first key.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    const text = strict.decode(bytes);
    // A start takes longer to look at each byte than to read the file, and no text has such signs.
    const encoding = CONTROL.test(text) ? encodingOf(bytes, false) : "utf-8";
    return { text, encoding, invalid: false };
  } catch {
    return { text: decodeLossless(bytes), encoding: encodingOf(bytes, true), invalid: true };
  }
}

/** The bytes of a text: the inverse of {@link decodeText}. Lone surrogates outside U+DC80–U+DCFF become U+FFFD. */
export function encodeText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 3);
  let filled = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) at++;
    filled = encodePoint(point, bytes, filled);
  }
  return bytes.slice(0, filled);
}

/** Writes one character at `at`. @returns the place behind it */
function encodePoint(point: number, bytes: Uint8Array, at: number): number {
  let next = at;
  if (point < 0x80) {
    bytes[next++] = point;
  } else if (point >= 0xdc80 && point <= 0xdcff) {
    bytes[next++] = point - 0xdc00;
  } else if (point < 0x800) {
    bytes[next++] = 0xc0 | (point >> 6);
    bytes[next++] = 0x80 | (point & 63);
  } else if (point < 0x10000) {
    const known = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    bytes[next++] = 0xe0 | (known >> 12);
    bytes[next++] = 0x80 | ((known >> 6) & 63);
    bytes[next++] = 0x80 | (known & 63);
  } else {
    bytes[next++] = 0xf0 | (point >> 18);
    bytes[next++] = 0x80 | ((point >> 12) & 63);
    bytes[next++] = 0x80 | ((point >> 6) & 63);
    bytes[next++] = 0x80 | (point & 63);
  }
  return next;
}

/** As many arguments as every engine takes at once. */
const CHUNK = 8192;

function decodeLossless(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let filled = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    const point = length === 0 ? 0xdc00 + (bytes[at] ?? 0) : pointOf(bytes, at, length);
    if (point > 0xffff) {
      units[filled++] = 0xd800 + ((point - 0x10000) >> 10);
      units[filled++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else {
      units[filled++] = point;
    }
    at += Math.max(1, length);
  }
  let text = "";
  for (let at = 0; at < filled; at += CHUNK) {
    text += String.fromCharCode.apply(
      null,
      units.subarray(at, Math.min(filled, at + CHUNK)) as unknown as number[],
    );
  }
  return text;
}

/** The character of a well-formed sequence of 1 to 4 bytes. */
function pointOf(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let next = 1; next < length; next++) point = (point << 6) | ((bytes[at + next] ?? 0) & 63);
  return point;
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
  return noise * (invalid ? 20 : 4) > sample.length ? "binary" : "utf-8";
}
