import { once } from "../../grammar/text/memoize.ts";
import { wordTable } from "../../grammar/text/word-table.ts";
import { HIDDEN, isVisible } from "./plain-text.ts";

const SHORT: Readonly<Record<string, string>> = wordTable({ "\n": "\\n", "\r": "\\r", "\t": "\\t" });

/** Hidden characters, line feeds and tabs among them. */
const hiddenOrBreak = once(() => new RegExp(`[\\n\\t\\ufe0f]|${HIDDEN}`, "gu"));

/**
 * A name, a path or a value on one line, with every character that cannot be seen as an escape: `\n`, `\u001b`. An escape
 * is one of JSON, so that the text can still be told from another.
 */
export function escapeText(text: string): string {
  if (isVisible(text) && !/[\n\t]/.test(text)) return text;
  return text.replace(hiddenOrBreak(), (sign) => SHORT[sign] ?? escapeUnits(sign));
}

/** Each UTF-16 unit as an escape of JSON: `\u001b`. */
export function escapeUnits(text: string): string {
  let escaped = "";
  for (let at = 0; at < text.length; at++) {
    escaped += `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return escaped;
}
