import { splitCommand } from "./split-command.ts";

/** Scripts, and files of programs that run commands. */
const CALLER =
  /^(?:(?:gnu)?makefile(?:\..*)?|.*\.(?:mk|sh|bash|zsh)|justfile|taskfile\.ya?ml|package\.json|procfile)$/i;
/** Something that a shell or make fills in. */
const FILLED_IN = /[$`*?{}()<>]/;

/** Whether a shell or make fills in a part of a word. */
export function isFilledIn(word: string): boolean {
  return FILLED_IN.test(word);
}

/** Whether a file may call a tool, by its name. */
export function mayCallTools(name: string): boolean {
  return CALLER.test(name);
}

/**
 * The words of each call of a tool.
 * @param call finds the name of the tool, and in its first group what follows on the line
 */
export function wordsOfCalls(text: string, call: RegExp): readonly (readonly string[])[] {
  const joined = text.replace(/\\\r?\n/g, " ").replace(/^[ \t]*#.*$/gm, "");
  return [...joined.matchAll(call)].map(([, rest = ""]) => splitCommand(rest));
}

/** The calls that name several files, each of them as it is. */
export function callsOfSeveral(calls: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return calls.filter(
    (files) => files.length > 1 && files.every((file) => file !== "" && !FILLED_IN.test(file)),
  );
}
