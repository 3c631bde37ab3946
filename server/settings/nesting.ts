/**
 * Levels of lists and objects that a settings file may have: its own need six, the value of an option some more. The libraries
 * that read such files go down a level of the stack for each, and on a stack that is nearly used up the engine may end the
 * process instead of throwing an error; so the levels are counted before.
 */
export const MOST_LEVELS = 50;

/** Whether a text has more than {@link MOST_LEVELS} levels of JSON, whatever else is wrong with it. */
export async function isJsonTooDeep(text: string): Promise<boolean> {
  const { createScanner } = await import("jsonc-parser");
  const scanner = createScanner(text, true);
  let levels = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    if (scanner.getTokenLength() !== 1) continue;
    const sign = text.charAt(scanner.getTokenOffset());
    if (sign === "{" || sign === "[") levels++;
    else if (sign === "}" || sign === "]") levels--;
    if (levels > MOST_LEVELS) return true;
  }
  return false;
}

/** Whether a text has more than {@link MOST_LEVELS} levels of YAML, in blocks or in brackets. */
export async function isYamlTooDeep(text: string): Promise<boolean> {
  const { Lexer, Parser } = await import("yaml");
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // What the parser gives is of no use here; what it still works on is one item for each open level.
    for (const _ of parser.next(lexeme));
    const open = parser.stack.filter(({ type }) => LEVELS.has(type));
    if (open.length > MOST_LEVELS) return true;
  }
  return false;
}

/** How the library calls lists and objects that it has begun. */
const LEVELS: ReadonlySet<string> = new Set(["block-map", "block-seq", "flow-collection"]);

/** Whether a value has more than {@link MOST_LEVELS} levels, or holds itself, as aliases of YAML can make it. */
export function isValueTooDeep(value: unknown): boolean {
  let level = new Set([value]);
  for (let depth = 0; depth <= MOST_LEVELS; depth++) {
    // What is in several places of a level is looked at once.
    const below = new Set<unknown>();
    for (const each of level) {
      if (typeof each !== "object" || each === null) continue;
      for (const part of Object.values(each)) below.add(part);
    }
    if (below.size === 0) return false;
    level = below;
  }
  return true;
}
