import { parseKongConf } from "../../../grammar/kong-conf/parse-kong-conf.ts";
import { type Reparsed, reparseKongConf } from "../../../grammar/kong-conf/reparse-kong-conf.ts";
import type { AssignmentNode, KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import { applyEdits, type TextEdit } from "../../../grammar/text/text-edit.ts";
import { containsWord } from "../../../grammar/text/text-facts.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { SourceId } from "../../model/location.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { lineStartAt } from "../shared/text-lines.ts";
import { TEMPLATE_OPENINGS } from "../templates/template-spans.ts";
import {
  type KongConfSource,
  kongConfSource,
  placed,
  toAssignment,
  variableLines,
} from "./read-kong-conf.ts";

/** As `parseKongConfSource`, but only the statements that edits touch are read again. */
export function updateKongConfSource(
  previous: KongConfSource,
  edits: readonly TextEdit[],
  document: SourceDocument,
): KongConfSource {
  const [only] = edits;
  if (only === undefined || edits.length > 1) return updatedInPlaces(previous, edits, document);
  const { format, file } = previous;
  const heldTemplates = mayHoldTemplates(previous.document);
  const reparsed = reparseKongConf(file, only, document.text);
  // A tag of a template may reach over any number of lines, and decides what is a setting at all.
  if (heldTemplates || mayHoldTemplates(document)) return kongConfSource(format, document, reparsed.tree);
  const assignments = reusedAssignments(previous.assignments, file, reparsed, document.path);
  return plainSource(previous, document, reparsed.tree, assignments);
}

/** A source without templates. */
function plainSource(
  { format }: KongConfSource,
  document: SourceDocument,
  file: KongConfTree,
  assignments: readonly Assignment[],
): KongConfSource {
  return {
    format,
    document,
    embedded: [],
    file,
    assignments,
    otherLines: undefined,
    templateSpans: variableLines(file),
    branches: undefined,
  };
}

/**
 * The same for several edits. Each is read in the text before all of them: to look into a text that was just put together costs a
 * copy of it, which for each edit would take longer, and leave more garbage, than all else here.
 */
function updatedInPlaces(
  previous: KongConfSource,
  edits: readonly TextEdit[],
  document: SourceDocument,
): KongConfSource {
  const { text } = previous.document;
  let { content } = previous.file;
  let { assignments } = previous;
  // From the last one on, the places of those before it stay as they are.
  let next: TextEdit | undefined;
  for (const edit of edits.toReversed()) {
    const before: KongConfTree = { text, content };
    const reparsed = reparseKongConf(before, edit, applyEdits(text, [edit]));
    const isAlone =
      next === undefined || readBefore(before, reparsed, edit, lineStartAt(text, next.span.start));
    if (!isAlone || mayBringTemplate(text, edit)) return whole(previous, document);
    assignments = reusedAssignments(assignments, before, reparsed, document.path);
    ({ content } = reparsed.tree);
    next = edit;
  }
  if (mayHoldTemplates(previous.document)) return whole(previous, document);
  return plainSource(previous, document, { text: document.text, content }, assignments);
}

function whole({ format }: KongConfSource, document: SourceDocument): KongConfSource {
  return kongConfSource(format, document, parseKongConf(document.text));
}

/** Whether the text before an edit was looked at only before a line. */
function readBefore(
  { content }: KongConfTree,
  { tail }: Reparsed,
  { span }: TextEdit,
  line: number,
): boolean {
  // Where the last statement waits for a line to join, one more was looked for than there are.
  if (tail < 0) return false;
  const last = content[content.length - tail - 1];
  return Math.max(span.end, last?.span.end ?? 0) < line;
}

/** Whether what an edit puts together, on a line that no other edit touches, may begin a tag. */
function mayBringTemplate(text: string, { span, newText }: TextEdit): boolean {
  return TEMPLATE_OPENINGS.some((opening) => {
    const head = text.slice(Math.max(0, span.start - opening.length + 1), span.start);
    const tail = text.slice(span.end, span.end + opening.length - 1);
    return (head + newText + tail).includes(opening);
  });
}

/** False for a text that holds nothing that could begin a tag. */
function mayHoldTemplates(document: SourceDocument): boolean {
  return TEMPLATE_OPENINGS.some((opening) => containsWord(document, opening));
}

/** Without templates each assignment of the tree is one of the unit, in the same order. */
function reusedAssignments(
  old: readonly Assignment[],
  before: KongConfTree,
  { tree, head, tail }: Reparsed,
  source: SourceId,
): readonly Assignment[] {
  const nodes = tree.content;
  const kept = countAssignments(before, 0, head);
  const assignments = old.slice(0, kept);
  for (let at = head; at < nodes.length - tail; at++) {
    const node = nodes[at];
    if (node?.kind === "assignment") assignments.push(toAssignment(node, tree.text, node.key, source));
  }
  let next = old.length - countAssignments(before, before.content.length - tail, before.content.length);
  for (let at = nodes.length - tail; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.kind !== "assignment") continue;
    const moved = old[next++];
    if (moved !== undefined) assignments.push(movedAssignment(moved, node, source));
  }
  return assignments;
}

function countAssignments({ content }: KongConfTree, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (content[at]?.kind === "assignment") count++;
  return count;
}

/** An edit that moves nothing may make or unmake the section header above a setting. */
function isSameSection({ section }: Assignment, node: AssignmentNode): boolean {
  const now = node.section?.span;
  return section?.start === now?.start && section?.end === now?.end;
}

function movedAssignment(old: Assignment, node: AssignmentNode, source: SourceId): Assignment {
  if (old.lineSpan.start === node.span.start && isSameSection(old, node)) return old;
  return placed(old, node, node.key, source);
}
