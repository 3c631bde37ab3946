import { closestWord } from "../settings/closest-word.ts";
import { commandNames } from "./command-table.ts";
import type { CommandName } from "./option-table.ts";

/** The command that a misspelled word most likely means: `explian`, `effectiv`. */
export function commandLike(word: string): CommandName | undefined {
  const near = closestWord(word, commandNames);
  return commandNames.find((name) => name === near);
}
