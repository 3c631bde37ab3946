import { copyString } from "../text/copy-string.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { moveStatement } from "./move-statement.ts";
import { parseKongConf } from "./parse-kong-conf.ts";
import type { ContentNode, KongConfTree, SectionNode } from "./syntax-tree.ts";

/** A tree made from the one before an edit, and what the two share. */
export interface Reparsed {
  readonly tree: KongConfTree;
  /** So many nodes of `content` at the beginning are the very nodes of the tree before. */
  readonly head: number;
  /** So many nodes of `content` at the end are those of the tree before, only moved. */
  readonly tail: number;
}

/**
 * The syntax of a text after an edit. Only the statements that the edit touches are read again, so that the time it
 * takes depends on them and on the number of settings, not on the length of the text. The tree equals that of
 * `parseKongConf` for the new text.
 * @param text the text after the edit
 */
export function reparseKongConf(previous: KongConfTree, edit: TextEdit, text: string): Reparsed {
  const before = previous.text;
  const content = previous.content;
  const delta = text.length - before.length;
  let start = lineStart(before, edit.span.start);
  let head = firstReaching(content, start);
  const touched = content[head];
  if (touched !== undefined && touched.span.start < start) start = touched.span.start;
  // A backslash that found no line to join may find one now.
  const open = content[head - 1];
  if (open !== undefined && isUnfinished(open)) {
    head--;
    start = open.span.start;
  }
  let next = head;
  let end = lineEnd(before, edit.span.end);
  let fresh: KongConfTree;
  for (;;) {
    while (next < content.length && (content[next]?.span.start ?? 0) < end) {
      end = Math.max(end, lineEnd(before, content[next]?.span.end ?? 0));
      next++;
    }
    // What stays from this edit must not hold on to the text before it. The text after it is not looked at: an engine first puts
    // the parts of such a string together, which for a large one takes longer than all else here.
    const slice = copyString(sliceAfter(before, edit, start, end), 0, end + delta - start);
    fresh = parseKongConf(slice);
    const last = fresh.content.at(-1);
    if (end === before.length || last === undefined || !isUnfinished(last)) break;
    // The statement goes on behind the slice: take the next one with it.
    end = lineEnd(before, content[next]?.span.end ?? before.length);
    next++;
  }
  const nodes = content.slice(0, head);
  let section = sectionBefore(nodes);
  const push = (node: ContentNode, by: number): void => {
    const moved = moveStatement(node, by, section);
    if (moved.kind === "section") section = moved;
    nodes.push(moved);
  };
  for (const node of fresh.content) push(node, start);
  for (let at = next; at < content.length; at++) push(content[at] as ContentNode, delta);
  return { tree: { text, content: nodes }, head, tail: content.length - next };
}

/** A part of a text, around an edit, after the edit. */
function sliceAfter(before: string, { span, newText }: TextEdit, start: number, end: number): string {
  return before.slice(start, span.start) + newText + before.slice(span.end, end);
}

/** Where the line of an offset begins. */
function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The index of the first node that ends at `offset` or behind. */
function firstReaching(content: readonly ContentNode[], offset: number): number {
  let low = 0;
  let high = content.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((content[middle]?.span.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the line behind that of an offset begins; the end of the text where there is none. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

/** Whether a statement ends in a backslash that joins no line. */
function isUnfinished(node: ContentNode): boolean {
  return node.kind !== "section" && node.unfinished;
}

function sectionBefore(nodes: readonly ContentNode[]): SectionNode | undefined {
  const last = nodes.at(-1);
  return last === undefined || last.kind === "section" ? last : last.section;
}
