import { type Span, sliceSpan, span } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/**
 * The edit that makes `newText` of the characters of `place`, without those that old and new text share at both
 * ends. It never parts the two halves of a character outside the basic plane.
 */
export function smallestEdit(text: string, place: Span, newText: string): TextEdit {
  const old = sliceSpan(text, place);
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old.charCodeAt(head) === newText.charCodeAt(head)) head++;
  if (head > 0 && isHigh(old.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (
    tail < most - head &&
    old.charCodeAt(old.length - 1 - tail) === newText.charCodeAt(newText.length - 1 - tail)
  ) {
    tail++;
  }
  if (tail > 0 && isLow(old.charCodeAt(old.length - tail))) tail--;
  return {
    span: span(place.start + head, place.end - tail),
    newText: newText.slice(head, newText.length - tail),
  };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
