/** A clause as a sentence, with a capital at its start and a period at its end. Code in backquotes keeps its letters. */
export function asSentence(clause: string): string {
  const first = clause.charAt(0).toUpperCase() + clause.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
