/** Whether a path is that of a text inside another one: `README.md#2`. */
export function isEmbedded(path: string): boolean {
  return /#\d+$/.test(path);
}
