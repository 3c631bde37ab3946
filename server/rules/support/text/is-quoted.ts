/** Whether a text begins and ends with the same quotation mark and has none of that kind between. */
export function isQuoted(text: string): boolean {
  const mark = text[0];
  if (text.length < 2 || (mark !== '"' && mark !== "'")) return false;
  return text.indexOf(mark, 1) === text.length - 1;
}
