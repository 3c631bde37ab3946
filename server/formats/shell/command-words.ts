import { type Span, span } from "../../../grammar/text/span.ts";
import type { Command, Part, Word } from "./syntax.ts";

/** `NAME=value` before a command, or as an argument of `export` and `env`. */
export interface WrittenAssignment {
  readonly name: string;
  readonly nameSpan: Span;
  /** `+=` appends. */
  readonly appends: boolean;
  readonly word: Word;
  /** The parts of the value. */
  readonly value: readonly Part[];
  readonly valueStart: number;
}

/** A command without what stands before its name. */
export interface Invocation {
  /** The plain text of its name; undefined where it is not plain. */
  readonly name: string | undefined;
  /** The index of its name among the words. */
  readonly index: number;
  /** Assignments for this command alone, in order. */
  readonly assignments: readonly WrittenAssignment[];
  /** False where a wrapper such as `sudo` or `env -i` withholds the exported variables of the shell. */
  readonly inherits: boolean;
}

/** The text of a word without variables or substitutions, quotes taken away; undefined for others. */
export function plainText(word: Word | undefined, text: string): string | undefined {
  if (word === undefined) return undefined;
  let plain = "";
  for (const part of word.parts) {
    if (part.kind === "text") plain += text.slice(part.span.start, part.span.end);
    else if (part.kind === "escape") plain += part.text;
    else return undefined;
  }
  return plain;
}

/** A word that assigns a variable; undefined for others. The name and the sign must be bare. */
export function assignmentIn(word: Word, text: string): WrittenAssignment | undefined {
  const [first] = word.parts;
  if (first?.kind !== "text" || first.quoting !== "bare") return undefined;
  const written = text.slice(first.span.start, word.span.end).slice(0, 300);
  const [whole, name = "", plus = ""] = /^([A-Za-z_]\w*)(\+?)=/.exec(written) ?? [];
  if (whole === undefined) return undefined;
  const valueStart = first.span.start + whole.length;
  return {
    name,
    nameSpan: span(first.span.start, first.span.start + name.length),
    appends: plus === "+",
    word,
    value: partsFrom(word.parts, valueStart),
    valueStart,
  };
}

/** The parts of a word from an offset on; the part that holds it is cut. */
export function partsFrom(parts: readonly Part[], offset: number): readonly Part[] {
  return parts.flatMap((part) => {
    if (part.span.start >= offset) return [part];
    if (part.kind !== "text" || part.span.end <= offset) return [];
    return [{ ...part, span: span(offset, part.span.end) }];
  });
}

/** Programs that run another one with the words after their own options. */
const WRAPPERS: ReadonlyMap<
  string,
  { readonly withValue: string; readonly words: number; readonly inherits: boolean }
> = new Map([
  ["sudo", { withValue: "ugpCDhRrTt", words: 0, inherits: false }],
  ["doas", { withValue: "uC", words: 0, inherits: false }],
  ["env", { withValue: "uCS", words: 0, inherits: true }],
  ["exec", { withValue: "a", words: 0, inherits: true }],
  ["command", { withValue: "", words: 0, inherits: true }],
  ["nohup", { withValue: "", words: 0, inherits: true }],
  ["time", { withValue: "fo", words: 0, inherits: true }],
  ["nice", { withValue: "n", words: 0, inherits: true }],
  ["winpty", { withValue: "", words: 0, inherits: true }],
  ["gosu", { withValue: "", words: 1, inherits: true }],
  ["su-exec", { withValue: "", words: 1, inherits: true }],
  ["timeout", { withValue: "ks", words: 1, inherits: true }],
  ["tini", { withValue: "pe", words: 0, inherits: true }],
  ["dumb-init", { withValue: "r", words: 0, inherits: true }],
]);

/** Wrappers that set the variables which are written before the program. */
export const TAKES_ASSIGNMENTS: ReadonlySet<string> = new Set(["sudo", "doas", "env"]);

/** Takes off what stands before the name of a command: assignments, `sudo`, `env`, `exec` and their like. */
export function invocationOf(command: Command, text: string): Invocation {
  const assignments: WrittenAssignment[] = [];
  let inherits = true;
  let index = 0;
  const { words } = command;
  const takeAssignments = (): void => {
    for (let word = words[index]; word !== undefined; word = words[++index]) {
      const assignment = assignmentIn(word, text);
      if (assignment === undefined) return;
      assignments.push(assignment);
    }
  };
  takeAssignments();
  for (;;) {
    const name = plainText(words[index], text);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name.slice(name.lastIndexOf("/") + 1));
    if (name === undefined || wrapper === undefined) return { name, index, assignments, inherits };
    index++;
    inherits &&= wrapper.inherits;
    for (
      let option = plainText(words[index], text);
      option?.startsWith("-");
      option = plainText(words[index], text)
    ) {
      index++;
      if (option === "--") break;
      // `sudo -E` keeps the environment, `env -i` empties it.
      if (name === "sudo" && (/^-[a-zA-Z]*E/.test(option) || option.startsWith("--preserve-env")))
        inherits = true;
      if (name === "env" && (option === "-i" || option === "-" || option === "--ignore-environment"))
        inherits = false;
      const last = option.at(-1) ?? "";
      if (/^-[A-Za-z]+$/.test(option) && wrapper.withValue.includes(last)) index++;
    }
    index += wrapper.words;
    // To others, `NAME=value` is the program to run.
    if (TAKES_ASSIGNMENTS.has(name)) takeAssignments();
  }
}
