import { detached } from "../text/detached.ts";
import { type Span, span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { parseKongConf } from "./parse-kong-conf.ts";
import { CR, HASH, isBlankCode, LF, SEMICOLON, skipBlanks } from "./scan.ts";
import type {
  AssignmentNode,
  BareNode,
  ContentNode,
  KongConfTree,
  SectionNode,
  StatementNode,
} from "./syntax-tree.ts";

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
  if (open !== undefined && endsInBackslash(before, open.span)) {
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
    // What stays from this edit must not hold on to the text of this edit.
    const slice = detached(text, start, end + delta);
    fresh = parseKongConf(slice);
    const last = fresh.content.at(-1);
    if (end === before.length || last === undefined || !endsInBackslash(slice, last.span)) break;
    // The statement goes on behind the slice: take the next one with it.
    end = lineEnd(before, content[next]?.span.end ?? before.length);
    next++;
  }
  const nodes = content.slice(0, head);
  let section = sectionBefore(nodes);
  const push = (node: ContentNode, by: number): void => {
    const moved = move(node, by, section);
    if (moved.kind === "section") section = moved;
    nodes.push(moved);
  };
  for (const node of fresh.content) push(node, start);
  for (let at = next; at < content.length; at++) push(content[at] as ContentNode, delta);
  return { tree: new PatchedTree(text, nodes), head, tail: content.length - next };
}

/** A tree that makes the nodes of comments and blank lines only when somebody asks for them. */
class PatchedTree implements KongConfTree {
  readonly text: string;
  readonly content: readonly ContentNode[];
  #statements: readonly StatementNode[] | undefined;

  constructor(text: string, content: readonly ContentNode[]) {
    this.text = text;
    this.content = content;
  }

  get statements(): readonly StatementNode[] {
    this.#statements ??= withRemarks(this.text, this.content);
    return this.#statements;
  }
}

/** The statements of a text, of which those that are neither comments nor blank lines are known. */
function withRemarks(text: string, content: readonly ContentNode[]): readonly StatementNode[] {
  const statements: StatementNode[] = [];
  let at = 0;
  for (const node of content) {
    pushRemarks(statements, text, at, node.span.start);
    statements.push(node);
    at = lineEnd(text, node.span.end);
  }
  pushRemarks(statements, text, at, text.length);
  return statements;
}

function pushRemarks(statements: StatementNode[], text: string, from: number, to: number): void {
  let at = from;
  while (at < to) {
    const next = lineEnd(text, at);
    let end = next;
    if (end > at && text.charCodeAt(end - 1) === LF) end--;
    if (end < next && end > at && text.charCodeAt(end - 1) === CR) end--;
    const first = skipBlanks(text, at);
    const code = text.charCodeAt(first);
    statements.push(
      first < end && (code === HASH || code === SEMICOLON)
        ? { kind: "comment", span: span(at, end), text: span(first, end) }
        : { kind: "blank", span: span(at, end) },
    );
    at = next;
  }
}

/** Where the line of an offset begins. */
function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line behind that of an offset begins; the end of the text where there is none. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
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

function endsInBackslash(text: string, { start, end }: Span): boolean {
  let at = end;
  while (at > start && isBlankCode(text.charCodeAt(at - 1))) at--;
  return text.charAt(at - 1) === "\\";
}

function sectionBefore(nodes: readonly ContentNode[]): SectionNode | undefined {
  const last = nodes.at(-1);
  return last === undefined || last.kind === "section" ? last : last.section;
}

/** A node `by` characters further on, under the section header that now stands before it. */
function move(node: ContentNode, by: number, section: SectionNode | undefined): ContentNode {
  switch (node.kind) {
    case "assignment":
      return by === 0 && node.section === section ? node : moveAssignment(node, by, section);
    case "bare":
      return by === 0 && node.section === section ? node : moveBare(node, by, section);
    case "section":
      return by === 0 ? node : moveSection(node, by);
  }
}

function moveAssignment(node: AssignmentNode, by: number, section: SectionNode | undefined): AssignmentNode {
  return {
    kind: "assignment",
    span: shift(node.span, by),
    key: shift(node.key, by),
    keyText: node.keyText,
    equals: shift(node.equals, by),
    rawValue: shift(node.rawValue, by),
    rawText: node.rawText,
    rawMap: node.rawMap.moved(by),
    value: shift(node.value, by),
    comment: node.comment === undefined ? undefined : shift(node.comment, by),
    section,
    unfinished: node.unfinished,
  };
}

function moveBare(node: BareNode, by: number, section: SectionNode | undefined): BareNode {
  return { kind: "bare", span: shift(node.span, by), text: shift(node.text, by), section };
}

function moveSection(node: SectionNode, by: number): SectionNode {
  return {
    kind: "section",
    span: shift(node.span, by),
    name: node.name === undefined ? undefined : shift(node.name, by),
    nameText: node.nameText,
  };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
