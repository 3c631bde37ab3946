import type { Assignment } from "../model/assignment.ts";
import type { Location } from "../model/location.ts";

/** `safe` may run on save, `unsafe` is offered and never automatic, `display` is a text to read. */
export type Applicability = "safe" | "unsafe" | "display";

/**
 * A change in terms of settings. The input it belongs to knows how its own syntax writes it, so one fix serves
 * every carrier. `replace` is for what only exists in one syntax: a quote, a colon, a blank.
 */
export type SemanticEdit =
  /** Write another value; a trailing comment stays. */
  | { readonly kind: "set"; readonly assignment: Assignment; readonly value: string }
  /** Delete the statement with its line break. */
  | { readonly kind: "remove"; readonly assignment: Assignment }
  /** Write another property name in the spelling of the carrier; the value stays. */
  | { readonly kind: "rename"; readonly assignment: Assignment; readonly property: string }
  /** A new setting on a line of its own, after an assignment or at the end of the source. */
  | {
      readonly kind: "insert";
      readonly property: string;
      readonly value: string;
      readonly after: Assignment | undefined;
    }
  /** Put a comment sign before the line that holds the span. */
  | { readonly kind: "comment-out"; readonly span: Location }
  | { readonly kind: "replace"; readonly span: Location; readonly text: string };

/** A way to mend what a finding reports. */
export interface Fix {
  /** An imperative sentence without a full stop: `Write off`. */
  readonly title: string;
  readonly applicability: Applicability;
  /** Empty for a fix that is only a text to read. */
  readonly edits: readonly SemanticEdit[];
}
