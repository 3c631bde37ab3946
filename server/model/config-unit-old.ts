import type { KongConfTree } from "../../grammar/kong-conf/syntax-tree.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { Release } from "../../schemas/release.ts";
import type { TemplateBranches } from "../formats/templates/template-branches.ts";
import type { Assignment } from "./assignment.ts";
import type { AssignmentIndex } from "./assignment-index.ts";
import type { Location } from "./location.ts";
import type { SourceDocument } from "./source-document.ts";

/** The kinds of source that configure Kong. */
export type Carrier = "kong-conf" | "dotenv";

/** A variable of a dotenv file that is not one of Kong's, or a line that is no assignment. */
export interface ForeignLine {
  readonly kind: "foreign-variable" | "not-an-assignment";
  readonly span: Span;
  readonly text: string;
}

/** The syntax behind a unit, for rules about the way something is written. */
export type UnitSyntax =
  | { readonly carrier: "kong-conf"; readonly tree: KongConfTree }
  | { readonly carrier: "dotenv"; readonly foreign: readonly ForeignLine[] };

/** One Kong process as one source describes it. */
export interface ConfigUnit {
  readonly document: SourceDocument;
  /** Where findings without characters of their own go: the start of the source. */
  readonly anchor: Location;
  readonly syntax: UnitSyntax;
  /** In the order of the source. */
  readonly assignments: readonly Assignment[];
  /** The same by name. */
  readonly index: AssignmentIndex;
  /** The release that the source itself tells, such as an image tag. */
  readonly release: Release | undefined;
  /** `open`: another layer may add settings that this source does not show. */
  readonly world: "open" | "closed";
  /** Characters that are a template's own (`{% if %}` lines, multi-line comments): no rule speaks about them. */
  readonly templateSpans: readonly Span[];
  /** What a template writes under a condition; undefined for a source without such blocks. */
  readonly branches: TemplateBranches | undefined;
}
