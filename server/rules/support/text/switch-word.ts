const YES = new Set(["on", "true", "yes", "y", "1", "enable", "enabled", "t", "ok"]);
const NO = new Set(["off", "false", "no", "n", "0", "disable", "disabled", "none", "f", "never"]);

/** Which way a word for a switch points, in whatever case and quotes; undefined where it says neither. */
export function switchWord(word: string): "on" | "off" | undefined {
  const plain = word
    .toLowerCase()
    .replace(/^["'](.*)["']$/, "$1")
    .trim();
  if (YES.has(plain)) return "on";
  return NO.has(plain) ? "off" : undefined;
}
