import { append } from "../../grammar/text/large-lists.ts";
import type { Hunk } from "./parse-diff.ts";

/**
 * The text before a change, made of the text after it and the diff taken backwards; no provider need be asked for it.
 * undefined where the diff is not one of this text. Line breaks and the end of the last line may differ from the original.
 */
export function reversePatch(textAfter: string, hunks: readonly Hunk[]): string | undefined {
  const after = textAfter.split("\n");
  const before: string[] = [];
  let reached = 0;
  for (const { newLinesBefore, lines } of hunks) {
    append(before, after.slice(reached, newLinesBefore));
    reached = newLinesBefore;
    for (const line of lines) {
      if (line.kind === "removed") before.push(line.text);
      else {
        const text = after[reached++];
        if (text === undefined || withoutReturn(text) !== withoutReturn(line.text)) return undefined;
        if (line.kind === "context") before.push(text);
      }
    }
  }
  return [...before, ...after.slice(reached)].join("\n");
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
