/** Characters that every reader of dotenv files takes as they are when they stand without quotes. */
const PLAIN = /^[A-Za-z0-9_./:@%+,=~^*?!()[\]{}<>|&;-]*(?: +[A-Za-z0-9_./:@%+,=~^*?!()[\]{}<>|&;-]+)*$/;

/**
 * A value as a dotenv file writes it. Plain values stay bare, blanks between words included, because Docker's own
 * reader takes quotes for part of the value; what a comment sign, a quote or a dollar would spoil is put into single quotes.
 */
export function quoteDotenv(value: string): string {
  if (PLAIN.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/["\\$`]/g, "\\$&")}"` : `'${value}'`;
}
