/** The entries of a listener's value as text. */
export function listenTexts(value: string): readonly string[] {
  return value
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Whether an entry has the word `ssl`. */
export function speaksTls(entry: string): boolean {
  return entry.split(/\s+/).includes("ssl");
}

/** The word of an entry that holds the address: the one that ends in a port. */
export function addressWord(entry: string): string {
  const words = entry.split(/\s+/);
  return words.find((word) => /:\d+$/.test(word)) ?? words[0] ?? "";
}
