/** A regular expression for any of the words in any case, for places without flags, such as JSON Schema. */
export function anyCase(words: readonly string[]): string {
  return `(?:${words.map(anyCaseWord).join("|")})`;
}

function anyCaseWord(word: string): string {
  return word
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replace(/[a-z]/gi, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`);
}
