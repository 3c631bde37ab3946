import { type Reparsed, reparseKongConf } from "../../grammar/kong-conf/reparse-kong-conf.ts";
import type { AssignmentNode, KongConfTree } from "../../grammar/kong-conf/syntax-tree.ts";
import { span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { Assignment } from "./assignment.ts";
import { AssignmentIndex } from "./assignment-index.ts";
import type { ConfigUnit, SourceDocument } from "./config-unit.ts";
import { kongConfUnit, toAssignment, variableLines } from "./read-kong-conf.ts";
import { readUnit } from "./read-unit.ts";
import { TEMPLATE_OPENINGS } from "./template-spans.ts";
import { carryTextFacts, holdsWord } from "./text-facts.ts";

/**
 * Reads a source again after an edit. Of a kong.conf only the statements that the edit touches are read; the unit equals
 * that of `readUnit` for the new text.
 * @param document the source after the edit
 */
export function rereadUnit(previous: ConfigUnit, edit: TextEdit, document: SourceDocument): ConfigUnit {
  const { syntax } = previous;
  if (syntax.carrier !== "kong-conf") return readUnit(document, syntax.carrier);
  // Before the facts go over to the new source: the old one is not asked about again.
  const heldTemplates = mayHoldTemplates(previous.document);
  carryTextFacts(previous.document, edit, document);
  const reparsed = reparseKongConf(syntax.tree, edit, document.text);
  // A tag of a template may reach over any number of lines, and decides what is a setting at all.
  if (heldTemplates || mayHoldTemplates(document)) return kongConfUnit(document, reparsed.tree);
  const assignments = reusedAssignments(previous.assignments, syntax.tree, reparsed);
  return {
    document,
    syntax: { carrier: "kong-conf", tree: reparsed.tree },
    assignments,
    index: new AssignmentIndex(assignments),
    release: undefined,
    world: "open",
    templateSpans: variableLines(reparsed.tree),
    branches: undefined,
  };
}

/** False for a text that holds nothing that could begin a tag. */
function mayHoldTemplates(document: SourceDocument): boolean {
  return TEMPLATE_OPENINGS.some((opening) => holdsWord(document, opening));
}

/** Without templates each assignment of the tree is one of the unit, in the same order. */
function reusedAssignments(
  old: readonly Assignment[],
  before: KongConfTree,
  { tree, head, tail }: Reparsed,
): readonly Assignment[] {
  const nodes = tree.content;
  const kept = countAssignments(before, 0, head);
  const assignments = old.slice(0, kept);
  for (let at = head; at < nodes.length - tail; at++) {
    const node = nodes[at];
    if (node?.kind === "assignment") assignments.push(toAssignment(node, tree.text, node.key));
  }
  let next = old.length - countAssignments(before, before.content.length - tail, before.content.length);
  for (let at = nodes.length - tail; at < nodes.length; at++) {
    const node = nodes[at];
    if (node?.kind !== "assignment") continue;
    const moved = old[next++];
    if (moved !== undefined) assignments.push(movedAssignment(moved, node));
  }
  return assignments;
}

function countAssignments({ content }: KongConfTree, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (content[at]?.kind === "assignment") count++;
  return count;
}

function movedAssignment(old: Assignment, node: AssignmentNode): Assignment {
  if (old.lineSpan === node.span) return old;
  const end = node.value.end > node.value.start ? node.value.end : node.equals.end;
  return {
    layer: old.layer,
    property: old.property,
    writtenName: old.writtenName,
    nameSpan: node.key,
    span: span(node.key.start, end),
    lineSpan: node.span,
    rawValue: old.rawValue,
    rawValueSpan: node.rawValue,
    valueMap: node.rawMap,
    writtenValue: old.writtenValue,
    writtenValueSpan: node.value,
    opaque: old.opaque,
    section: node.section?.span,
    ...(node.unfinished ? { unfinished: true as const } : {}),
  };
}
