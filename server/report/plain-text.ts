import { once } from "../../grammar/text/memoize.ts";

/**
 * The source of an expression for a character that would move the cursor, colour the screen, turn the reading direction,
 * break the line, or take no place at all: control and format characters, separators of lines and paragraphs, and what
 * Unicode lets a program ignore. A lone surrogate stands for a byte that is no UTF-8. Tabs and line feeds are not among
 * them, nor is U+FE0F, which asks for the picture of a sign.
 */
export const HIDDEN =
  "(?![\\n\\t\\ufe0f])[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}]";

const unsafe = once(() => new RegExp(HIDDEN, "gu"));

/** ASCII and the signs of reports. The classes of Unicode in {@link HIDDEN} cost a run two milliseconds to set up, and most runs need none. */
const VISIBLE = /^[\n\t -~\u2500-\u27bf]*$/;

/** Whether a text plainly has none of the {@link HIDDEN} characters. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * Text from a file as it may be shown on a terminal or in a log: what cannot be seen becomes a visible sign of its own,
 * one UTF-16 unit for one. Tabs and line feeds stay.
 */
export function plainText(text: string): string {
  if (isVisible(text)) return text;
  return text.replace(unsafe(), (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\ufffd".repeat(sign.length);
  });
}

/** As {@link plainText}, on one line: a line feed is a blank. */
export function oneLine(text: string): string {
  return plainText(text.replace(/\r\n|[\r\n\t]/g, " "));
}
