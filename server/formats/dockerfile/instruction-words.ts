import type { Span } from "../../../grammar/text/span.ts";
import type { Stage, StageCommand } from "./build.ts";
import type { Instruction } from "./parse-dockerfile.ts";

/** The offset of the first `=` of a word; -1 without one. */
export function signIn(text: string, word: Span): number {
  const at = text.slice(word.start, word.end).indexOf("=");
  return at < 0 ? at : word.start + at;
}

/** The command of `HEALTHCHECK`, after its options. */
export function healthcheckOf({ args, keywordSpan }: Instruction): Stage["healthcheck"] {
  if (/^(?:--\S+\s+)*NONE$/i.test(args.text)) return "none";
  const start = /^(?:--\S+\s+)*CMD\s+/i.exec(args.text)?.[0].length;
  if (start === undefined) return undefined;
  const at = start < args.text.length ? args.spanOf(start, args.text.length) : keywordSpan;
  return { words: wordsOf(args.text.slice(start)), at };
}

/** The words of `CMD` or `ENTRYPOINT`: a JSON list, or a line for the shell. */
export function commandOf({ args, keywordSpan }: Instruction): StageCommand {
  const at = args.text === "" ? keywordSpan : args.spanOf(0, args.text.length);
  return { words: wordsOf(args.text), at };
}

/** The words of a command: those of a JSON list, or a shell with the line. */
export function wordsOf(text: string): readonly string[] {
  if (text.startsWith("[")) {
    try {
      const words: unknown = JSON.parse(text);
      if (Array.isArray(words) && words.every((word): word is string => typeof word === "string"))
        return words;
    } catch {
      // What is no JSON is a line for the shell, as for the builder.
    }
  }
  return ["/bin/sh", "-c", text];
}
