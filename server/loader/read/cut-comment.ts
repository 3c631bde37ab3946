import { inRange } from "../../../schemas/release.ts";
import { skipBlanksBack } from "../lua/strip.ts";

/**
 * How a release ends a value at `#`.
 * - `first` (0.9.0–0.10.3): at the first `#`; there is no escape.
 * - `greedy` (0.10.4–3.1): at the first `#` that follows anything but a backslash, together with the byte before
 *   it; a `#` at the very beginning stays, `\#` means `#`.
 * - `exact` (3.2 on): at the first `#` that does not follow a backslash, with the blanks before it; `\#` means `#`.
 */
export type CommentEra = "first" | "greedy" | "exact";

/** The comment rule of an open-source loader. */
export function commentEra(version: string): CommentEra {
  if (inRange(version, { before: "0.10.4" })) return "first";
  return inRange(version, { before: "3.2" }) ? "greedy" : "exact";
}

/**
 * Whether the running nodes lose a `#` that the command reads (Kong 0.10.4–2.0.4): the merged settings are written to `.kong_env`
 * without the backslash and read again by the same rules. Variables are not concerned, for the nodes of these releases look at the
 * environment again.
 */
export function nodesCutHash(version: string): boolean {
  return inRange(version, { since: "0.10.4", before: "2.0.5" });
}

/** What the running nodes of such a release make of a value of kong.conf that the command has read. */
export function cutByNodes(value: string): string {
  return cutComment(value, "greedy").text;
}

/** A value without its comment. `kept` is how much of the text, in UTF-16 units, survives before unescaping. */
export interface CutValue {
  readonly text: string;
  readonly kept: number;
}

/** Cuts a value at `#` as the era does and turns `\#` into `#`. */
export function cutComment(text: string, era: CommentEra): CutValue {
  switch (era) {
    case "first": {
      const hash = text.indexOf("#");
      return hash < 0 ? { text, kept: text.length } : { text: text.slice(0, hash), kept: hash };
    }
    case "greedy":
      return cutGreedily(text);
    case "exact": {
      const hash = unescapedHash(text, 0);
      const kept = hash < 0 ? text.length : skipBlanksBack(text, hash);
      return { text: unescapeHashes(text.slice(0, kept)), kept };
    }
  }
}

/** `\#` written as `#`. */
export function unescapeHashes(text: string): string {
  return text.includes("\\#") ? text.replaceAll("\\#", "#") : text;
}

function unescapedHash(text: string, from: number): number {
  let hash = text.indexOf("#", from);
  while (hash > 0 && text[hash - 1] === "\\") hash = text.indexOf("#", hash + 1);
  return hash;
}

function cutGreedily(text: string): CutValue {
  const hash = unescapedHash(text, 1);
  if (hash < 0) return { text: unescapeHashes(text), kept: text.length };
  const before = withoutLastByte(text.slice(0, hash));
  return { text: unescapeHashes(before), kept: Math.min(before.length, hash) };
}

/**
 * The text less its last UTF-8 byte. The bytes that remain of a character beyond ASCII stand as U+DC80–U+DCFF, as
 * everywhere in the program.
 */
function withoutLastByte(text: string): string {
  const lowSurrogate = /[\ud800-\udbff][\udc00-\udfff]$/.test(text);
  const start = text.length - (lowSurrogate ? 2 : 1);
  const code = text.codePointAt(start) ?? 0;
  const head = text.slice(0, start);
  if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) return head;
  const bytes = new TextEncoder().encode(text.slice(start)).slice(0, -1);
  return head + [...bytes].map((byte) => String.fromCharCode(0xdc00 + byte)).join("");
}
