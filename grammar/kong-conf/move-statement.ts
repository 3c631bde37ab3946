import type { Span } from "../text/span.ts";
import type { AssignmentNode, BareNode, ContentNode, SectionNode } from "./syntax-tree.ts";

/** A node `by` characters further on, under the section header that now stands before it. */
export function moveStatement(node: ContentNode, by: number, section: SectionNode | undefined): ContentNode {
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
  return {
    kind: "bare",
    span: shift(node.span, by),
    text: shift(node.text, by),
    section,
    unfinished: node.unfinished,
  };
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
