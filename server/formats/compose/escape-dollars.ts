/** `$` begins a variable everywhere in a Compose file; two of them are one. */
export function escapeDollars(value: string): string {
  return value.replaceAll("$", "$$$$");
}
