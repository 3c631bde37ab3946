import { type Span, span } from "../../../grammar/text/span.ts";
import type { RemovableComment } from "../../model/format.ts";
import { wholeLines } from "../shared/line-source.ts";
import { lineEndAt, linesOf, nextLineAt } from "../shared/text-lines.ts";
import { type Fenced, fenceAt } from "./embed.ts";
import type { MarkdownSource } from "./link-markdown.ts";

/** A comment of HTML on one line, up to what ends it. */
const HTML = /^[ \t>]*<!--[ \t]*[^\n]*?(?=[ \t]*-->[ \t]*\r?$)/;

/** The comment that holds an offset: one of HTML on a line of its own, or one of the language of a fence. */
export function commentInMarkdown(source: MarkdownSource, offset: number): RemovableComment | undefined {
  const fence = fenceAt(source.embedded, offset);
  return fence === undefined ? htmlComment(source.document.text, offset) : commentInFence(fence, offset);
}

function htmlComment(text: string, offset: number): RemovableComment | undefined {
  const start = linesOf(text, span(offset, offset)).start;
  const [found] = HTML.exec(text.slice(start, lineEndAt(text, start))) ?? [];
  const sign = found?.indexOf("<!--") ?? 0;
  if (found === undefined || offset < start + sign) return undefined;
  const own = span(start + sign, start + found.length);
  return { span: own, text: text.slice(own.start, own.end), removal: wholeLines(text, own) };
}

function commentInFence(
  { source, toInner, toOuter, encode }: Fenced,
  offset: number,
): RemovableComment | undefined {
  const { start } = toInner(span(offset, offset));
  const comment = source.format.commentAt(source, start);
  const own = comment && toOuter(comment.span);
  const [removal] = (comment && encode([{ span: comment.removal, newText: "" }])) ?? [];
  if (comment === undefined || own === undefined || removal === undefined) return undefined;
  return { span: own, text: comment.text, removal: removal.span };
}

/**
 * In a fence, the statement as the language of the fence has it. The line that opens a fence stands for the whole of it, so that a
 * comment above it covers it.
 */
export function statementInMarkdown(source: MarkdownSource, offset: number): Span {
  const { text } = source.document;
  const fence = fenceAt(source.embedded, offset);
  const line = linesOf(text, span(offset, offset));
  if (fence === undefined) {
    const next = nextLineAt(text, line.start);
    const opened = source.embedded.find(({ extent }) => extent.start === next);
    return opened === undefined ? line : span(line.start, opened.extent.end);
  }
  const { format } = fence.source;
  const inner = format.statementAt(fence.source, fence.toInner(span(offset, offset)).start);
  const outer = fence.toOuter(inner);
  return outer === undefined ? line : linesOf(text, outer);
}
