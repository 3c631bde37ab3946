import type { KongConfTree, StatementNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit-old.ts";

/** Where a new line goes. */
export interface InsertionPlace {
  /** The end of the line that it follows, or the start of the line that it precedes. */
  readonly offset: number;
  /** `behind`: the line break comes first, then the new line. `before`: the other way round. */
  readonly side: "behind" | "before";
  readonly indent: string;
  /** As the source writes it. */
  readonly lineBreak: string;
}

/**
 * The place for a new setting: on the line after `after`, else at the end. Kong reads nothing below a section header
 * and joins what follows a backslash, so a setting never goes there: it goes before the header, or before the line
 * with the backslash.
 */
export function insertionPlace(unit: ConfigUnit, after: Assignment | undefined): InsertionPlace {
  const { text } = unit.document;
  const lineBreak = /\r?\n/.exec(text)?.[0] ?? "\n";
  const before = (offset: number): InsertionPlace => ({ offset, side: "before", indent: "", lineBreak });
  if (after?.unfinished === true && after.section === undefined) return before(after.lineSpan.start);
  if (after !== undefined && after.section === undefined) {
    const indent = /^[ \t]*/.exec(sliceSpan(text, after.lineSpan))?.[0] ?? "";
    return { offset: lineEnd(text, after.lineSpan.end), side: "behind", indent, lineBreak };
  }
  const barrier = unit.syntax.carrier === "kong-conf" ? barrierOf(unit.syntax.tree) : undefined;
  if (barrier !== undefined) return before(barrier.span.start);
  const open = text !== "" && !text.endsWith("\n");
  return { offset: text.length, side: open ? "behind" : "before", indent: "", lineBreak };
}

/** What would swallow a setting at the end: the first section header, or a last statement that ends with a backslash. */
function barrierOf(tree: KongConfTree): StatementNode | undefined {
  const section = tree.content.find((node) => node.kind === "section");
  if (section !== undefined) return section;
  const last = tree.content.findLast((node) => node.kind === "assignment" || node.kind === "bare");
  return last !== undefined && /\\[ \t\v\f\r]*$/.test(sliceSpan(tree.text, last.span)) ? last : undefined;
}

/** The end of the line that holds the offset, its line break not included. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text.charAt(at - 1) === "\r" ? at - 1 : at;
}
