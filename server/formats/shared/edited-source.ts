import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Location, SourceId } from "../../model/location.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import type { Source } from "../../model/source.ts";
import { replaceAt } from "./line-edits.ts";

/** The source that an edit changes, or why there is none. */
export type EditedSource =
  | { readonly kind: "source"; readonly source: Source; readonly at: Location }
  | Extract<Written, { kind: "cannot" }>;

/** Where an edit changes something: at its setting, or, for a new setting, after its neighbor or in the unit. */
export function placeOfEdit(edit: SemanticEdit, { extent }: Pick<LinkedUnit, "extent">): Location {
  switch (edit.kind) {
    case "insert":
      return edit.after?.span ?? extent;
    case "replace":
    case "comment-out":
      return edit.span;
    case "set":
    case "remove":
    case "rename":
      return edit.assignment.span;
  }
}

/** The source in which an edit is to be written. What no person wrote cannot be changed, nor can a file that was not read. */
export function editedSource(
  edit: SemanticEdit,
  at: Location,
  sources: (id: SourceId) => Source | undefined,
): EditedSource {
  if ("assignment" in edit && edit.assignment.origin.kind !== "written")
    return { kind: "cannot", why: "no-text" };
  const source = sources(at.source);
  return source === undefined ? { kind: "cannot", why: "outside" } : { kind: "source", source, at };
}

/** How a format writes each kind of edit. */
export interface EditWriters {
  set(assignment: Assignment, value: string): Written;
  remove(assignment: Assignment): Written;
  rename(assignment: Assignment, property: string): Written;
  insert(edit: Extract<SemanticEdit, { kind: "insert" }>): Written;
  commentOut(span: Location): Written;
}

/** Writes an edit. Only `replace` means the same in every format. */
export function writeEdit(edit: SemanticEdit, writers: EditWriters): Written {
  switch (edit.kind) {
    case "set":
      return writers.set(edit.assignment, edit.value);
    case "remove":
      return writers.remove(edit.assignment);
    case "rename":
      return writers.rename(edit.assignment, edit.property);
    case "insert":
      return writers.insert(edit);
    case "comment-out":
      return writers.commentOut(edit.span);
    case "replace":
      return replaceAt(edit.span, edit.text);
  }
}
