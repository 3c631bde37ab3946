/**
 * Characters that would move the cursor, colour the screen, turn the reading direction or break the line: control
 * characters, line separators and bidirectional controls. A lone surrogate stands for a byte that is no UTF-8.
 */
const UNSAFE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * Text from a file as it may be shown on a terminal or in a log: what cannot be seen becomes a visible sign of its own,
 * one UTF-16 unit for one. Tabs and line feeds stay.
 */
export function plainText(text: string): string {
  return text.replace(UNSAFE, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** As {@link plainText}, on one line: a line feed is a blank. */
export function oneLine(text: string): string {
  return plainText(text.replace(/\r\n|[\r\n\t]/g, " "));
}
