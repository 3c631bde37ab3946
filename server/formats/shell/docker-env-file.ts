import { type Span, span } from "../../../grammar/text/span.ts";
import type { Value } from "../../model/value.ts";
import type { Source } from "../format.ts";
import { lineEndAt, nextLineAt } from "../text-lines.ts";
import { verbatimValue } from "../value-builder.ts";

/** A line of a file that `docker run --env-file` reads. */
export interface EnvFileLine {
  readonly name: string;
  /** undefined: a name alone, which is passed on from the client. */
  readonly value: Value | undefined;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  readonly lineSpan: Span;
  /** A clause for people, where Docker refuses the line. */
  readonly refused: string | undefined;
}

/**
 * Reads a file as `docker run --env-file` does: all after the first `=` is the value, quotes and `#` included; lines that begin with
 * `#` are comments (measured with Docker 26.1.5).
 */
export function readDockerEnvFile(source: Source): readonly EnvFileLine[] {
  const { text } = source.text;
  const lines: EnvFileLine[] = [];
  for (let start = text.startsWith("\ufeff") ? 1 : 0; start < text.length; start = nextLineAt(text, start)) {
    const end = lineEndAt(text, start);
    let begin = start;
    while (begin < end && /\s/.test(text[begin] ?? "")) begin++;
    if (begin === end || text[begin] === "#") continue;
    const line = text.slice(begin, end);
    const sign = line.indexOf("=");
    const name = sign < 0 ? line : line.slice(0, sign);
    const valueStart = sign < 0 ? end : begin + sign + 1;
    lines.push({
      name,
      value: sign < 0 ? undefined : verbatimValue(source.id, line.slice(sign + 1), valueStart),
      nameSpan: span(begin, begin + name.length),
      valueSpan: span(valueStart, end),
      lineSpan: span(start, end),
      refused:
        name === ""
          ? "Docker finds no name before `=`"
          : /\s/.test(name)
            ? "Docker accepts no blank in a name"
            : undefined,
    });
  }
  return lines;
}
