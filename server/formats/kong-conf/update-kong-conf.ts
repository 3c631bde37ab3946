import { type Reparsed, reparseKongConf } from "../../../grammar/kong-conf/reparse-kong-conf.ts";
import type { AssignmentNode, KongConfTree } from "../../../grammar/kong-conf/syntax-tree.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import { containsWord } from "../../../grammar/text/text-facts.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { SourceId } from "../../model/location.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { TEMPLATE_OPENINGS } from "../templates/template-spans.ts";
import {
  type KongConfSource,
  kongConfSource,
  placed,
  toAssignment,
  variableLines,
} from "./read-kong-conf.ts";

/** As `parseKongConfSource`, but only the statements that an edit touches are read again. */
export function updateKongConfSource(
  previous: KongConfSource,
  edit: TextEdit,
  document: SourceDocument,
): KongConfSource {
  const { format, file } = previous;
  const heldTemplates = mayHoldTemplates(previous.document);
  const reparsed = reparseKongConf(file, edit, document.text);
  // A tag of a template may reach over any number of lines, and decides what is a setting at all.
  if (heldTemplates || mayHoldTemplates(document)) return kongConfSource(format, document, reparsed.tree);
  return {
    format,
    document,
    embedded: [],
    file: reparsed.tree,
    assignments: reusedAssignments(previous.assignments, file, reparsed, document.path),
    otherLines: undefined,
    templateSpans: variableLines(reparsed.tree),
    branches: undefined,
  };
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
