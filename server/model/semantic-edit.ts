import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { Assignment } from "./assignment.ts";
import type { Location, SourceId } from "./location.ts";

/**
 * A change in terms of settings of one unit. The format it belongs to knows how its syntax writes it, so one fix serves every
 * format. `replace` is for what only exists in one syntax: a quote, a colon, a blank.
 */
export type SemanticEdit =
  /** Write another value; a trailing comment stays. */
  | { readonly kind: "set"; readonly assignment: Assignment; readonly value: string }
  /** Delete the statement. */
  | { readonly kind: "remove"; readonly assignment: Assignment }
  /** Write another property name in the spelling of the format; the value stays. */
  | { readonly kind: "rename"; readonly assignment: Assignment; readonly property: string }
  /** A new setting, after an assignment or where its neighbors are. */
  | {
      readonly kind: "insert";
      readonly property: string;
      readonly value: string;
      readonly after: Assignment | undefined;
    }
  /** Turn the statement at a place into a comment. */
  | { readonly kind: "comment-out"; readonly span: Location }
  | { readonly kind: "replace"; readonly span: Location; readonly text: string };

/** Edits of one source; spans refer to its text as it is. */
export interface SourceEdits {
  readonly source: SourceId;
  readonly edits: readonly TextEdit[];
}

/** A semantic edit in the syntax of its format, or the reason why that cannot be written. */
export type Written =
  | { readonly kind: "edits"; readonly changes: readonly SourceEdits[] }
  | {
      readonly kind: "cannot";
      /** `no-text`: nobody wrote it; `shared`: other units draw on the characters; `syntax`: the format has no way to say it. */
      readonly why: "no-text" | "shared" | "outside" | "syntax";
    };
