import { contains, overlaps, type Span } from "../../grammar/text/span.ts";
import type { Fix, SemanticEdit } from "../findings/fix.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { TemplateBranch } from "../model/template-branches.ts";

/**
 * Whether all that a fix changes stands in the branch of what it mends. Nothing is moved into a branch or out of one, and
 * nothing is taken out of one: its condition would hold nothing, or hold for what it was not written for.
 * @param branch undefined: what it mends is written whatever the conditions are
 */
export function staysInBranch({ edits }: Fix, branch: TemplateBranch | undefined, unit: ConfigUnit): boolean {
  return edits.every((edit) => editStays(edit, branch, unit));
}

function editStays(edit: SemanticEdit, branch: TemplateBranch | undefined, unit: ConfigUnit): boolean {
  const { branches, assignments, document } = unit;
  if (branches === undefined) return true;
  const isIn = (place: Span) => branches.at(place.start) === branch && branches.isWithinOne(place);
  switch (edit.kind) {
    case "set":
    case "rename":
      return isIn(edit.assignment.nameSpan);
    case "remove":
      return branch === undefined && isIn(edit.assignment.nameSpan);
    case "insert":
      return branches.at(edit.after?.lineSpan.end ?? document.text.length) === branch;
    case "comment-out":
      return (
        isIn(edit.span) &&
        (branch === undefined || !assignments.some((each) => overlaps(each.span, edit.span)))
      );
    case "replace":
      return (
        isIn(edit.span) &&
        (branch === undefined || !assignments.some((each) => contains(edit.span, each.span)))
      );
  }
}
