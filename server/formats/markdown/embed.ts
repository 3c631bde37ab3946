import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { SourceFormat } from "../../model/format.ts";
import type { Embedded } from "../../model/source.ts";
import { SourceDocument } from "../../model/source-document.ts";
import type { InnerLine } from "./prompts.ts";

/** The text of lines, without what stands before each. */
export function innerText(text: string, lines: readonly InnerLine[]): string {
  return lines.map(({ content, next }) => text.slice(content.start, next)).join("");
}

/** A fence with the places of both texts. */
export interface Fenced extends Embedded {
  /** The lines of the outer text. */
  readonly extent: Span;
  /** The characters of the inner text at a place of the outer one. */
  toInner(outer: Span): Span;
  /** How a value relates to the characters of the outer text, by how it relates to those of the inner one. */
  outward(map: SourceMap): SourceMap;
  /** Whether it leaves something out. */
  readonly isCut: boolean;
  /** Whether its text alone tells the format: what else is in the fence may be of another one, or prose. */
  readonly isGuessed: boolean;
}

/** The fence around an offset. */
export function fenceAt(fences: readonly Fenced[], offset: number): Fenced | undefined {
  return fences.find(({ extent }) => extent.start <= offset && offset < extent.end);
}

/** Lines of a text as a source of their own, with the way back. */
export function embed(id: string, text: string, lines: readonly InnerLine[], format: SourceFormat): Fenced {
  const inner = innerText(text, lines);
  const { segments, starts } = segmentsOf(lines);
  const map = new SourceMap(segments);
  const toOuter = (at: Span): Span => map.spanToSource(at);
  return {
    source: format.parse(new SourceDocument(id, inner)),
    isCut: false,
    isGuessed: false,
    extent: span(lines[0]?.start ?? 0, lines.at(-1)?.next ?? 0),
    toOuter,
    toInner: ({ start, end }) => span(map.toCooked(start), map.toCooked(end)),
    outward: (inner) => outwardMap(inner, segments, starts),
    encode: (edits) => {
      const encoded = edits.map((edit) => encodeEdit(edit, toOuter, lines, starts));
      return encoded.every((edit) => edit !== undefined) ? encoded : undefined;
    },
  };
}

/** Segments that go over lines are cut at their ends, for the outer text has more between them. */
function outwardMap(inner: SourceMap, lines: readonly SourceSegment[], starts: readonly number[]): SourceMap {
  const segments: SourceSegment[] = [];
  for (const { cooked, source, length } of inner.segments) {
    for (let done = 0, first = true; done < length || (first && length === 0); first = false) {
      const line = lines[lineOf(starts, source + done)];
      if (line === undefined) break;
      const offset = source + done - line.cooked;
      const part = Math.max(0, Math.min(length - done, line.length - offset));
      segments.push({ cooked: cooked + done, source: line.source + offset, length: part });
      if (part === 0) break;
      done += part;
    }
  }
  return new SourceMap(segments);
}

function segmentsOf(lines: readonly InnerLine[]): { segments: SourceSegment[]; starts: number[] } {
  const segments: SourceSegment[] = [];
  const starts: number[] = [];
  let cooked = 0;
  for (const { content, next } of lines) {
    starts.push(cooked);
    const length = next - content.start;
    segments.push({ cooked, source: content.start, length });
    cooked += length;
  }
  return { segments, starts };
}

/** The index of the line that holds an inner offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

function encodeEdit(
  { span: at, newText }: TextEdit,
  toOuter: (at: Span) => Span,
  lines: readonly InnerLine[],
  starts: readonly number[],
): TextEdit | undefined {
  const first = lineOf(starts, at.start);
  const last = lineOf(starts, Math.max(at.start, at.end - 1));
  // What is printed between two commands must stay.
  for (let index = first; index < last; index++)
    if (lines[index]?.next !== lines[index + 1]?.start) return undefined;
  const outer = toOuter(at);
  const atLineStart = starts[first] === at.start;
  const whole = atLineStart && at.end > at.start && (lines[last]?.next ?? 0) === outer.end;
  // A line that goes takes along what stands before it.
  if (whole && newText === "") return { span: span(lines[first]?.start ?? outer.start, outer.end), newText };
  return { span: outer, newText: withPrefixes(newText, lines, first, whole) };
}

/** New lines get what stands before the lines around them. */
function withPrefixes(newText: string, lines: readonly InnerLine[], index: number, whole: boolean): string {
  if (!newText.includes("\n")) return newText;
  const parts = newText.split("\n");
  const line = lines[index];
  const plain = /^[ \t>]*/.exec(line?.prefix ?? "")?.[0] ?? "";
  // A line that continues another has the prompt of continuations, where the fence writes one.
  const continued = lines.find(({ prefix }, at) => at > 0 && /^\s*>/.test(prefix))?.prefix ?? plain;
  const hasPrompt = line !== undefined && plain !== line.prefix;
  return parts
    .map((part, at) => {
      if (at === 0 || (whole && at === parts.length - 1)) return part;
      const joins = /\\\r?$/.test(parts[at - 1] ?? "");
      return (joins && hasPrompt ? continued : (line?.prefix ?? "")) + part;
    })
    .join("\n");
}
