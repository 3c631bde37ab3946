import type { SemanticEdit } from "../model/semantic-edit.ts";

export type { SemanticEdit };

/** `safe` may run on save, `unsafe` is offered and never automatic, `display` is a text to read. */
export type Applicability = "safe" | "unsafe" | "display";

/** A way to mend what a finding reports. */
export interface Fix {
  /** An imperative sentence without a full stop: `Write off`. */
  readonly title: string;
  readonly applicability: Applicability;
  /** Empty for a fix that is only a text to read. */
  readonly edits: readonly SemanticEdit[];
}
