/** The text of a collected file: plain JSON, indented, so that two runs can be compared line by line. */
export function formatCollected(value: object): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
