import type { Range } from "vscode-languageserver";
import type { Positions } from "../../server/lsp/convert.ts";

/** A text with `«` and `»` round ranges, so that a test can say what it expects in the text itself. */
export function withRanges(text: string, positions: Positions, ranges: readonly Range[]): string {
  const marks = ranges.flatMap((range) => {
    const { start, end } = positions.span(range);
    return [
      { at: start, sign: "«", order: 1 },
      { at: end, sign: "»", order: start === end ? 2 : 0 },
    ];
  });
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  return marks.reduce((marked, { at, sign }) => marked.slice(0, at) + sign + marked.slice(at), text);
}
