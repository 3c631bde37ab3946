import { span } from "../../../grammar/text/span.ts";
import type { FenceLine } from "./fences.ts";

/** A line that is part of the text inside, and how it is written outside. */
export interface InnerLine extends FenceLine {
  /** The characters between the start of the line and its content. */
  readonly prefix: string;
}

const PROMPT = /^[ \t]*(?:\$|(?:[\w.-]+@[\w.-]+|\[[^\]\n]{1,60}\])[^$#%>\n]{0,60}[$#])[ \t]+/;
const CONTINUED = /^[ \t]*>[ \t]?/;

/**
 * The commands of a fence: where lines begin with a prompt, those without one are what the commands print. A line after `\` belongs to
 * the command, with or without the prompt of a continuation.
 * @param expectsPrompts whether the language of the fence is that of a console
 */
export function commandLines(
  text: string,
  lines: readonly FenceLine[],
  expectsPrompts: boolean,
): readonly InnerLine[] {
  const first = lines.find(({ content }) => content.end > content.start);
  const written = (line: FenceLine): string => text.slice(line.content.start, line.content.end);
  const hasPrompts = expectsPrompts
    ? lines.some((line) => PROMPT.test(written(line).slice(0, 300)))
    : first !== undefined && PROMPT.test(written(first).slice(0, 300));
  const inner: InnerLine[] = [];
  let continues = false;
  for (const line of lines) {
    const content = written(line);
    const head = content.slice(0, 300);
    const skipped = !hasPrompts
      ? 0
      : continues
        ? (CONTINUED.exec(head)?.[0].length ?? 0)
        : PROMPT.exec(head)?.[0].length;
    if (skipped === undefined) continue;
    const start = line.content.start + skipped;
    inner.push({ ...line, content: span(start, line.content.end), prefix: text.slice(line.start, start) });
    continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(content);
  }
  return inner;
}
