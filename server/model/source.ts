import type { KongConfTree } from "../../grammar/kong-conf/syntax-tree.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SourceFormat } from "./format.ts";
import type { SourceDocument } from "./source-document.ts";
import type { TemplateBranches } from "./template-branches.ts";

declare const formatBrand: unique symbol;

/** A format. Outside `server/formats` nothing can compare it with a literal, so nothing can tell formats apart by name. */
export interface FormatId {
  readonly [formatBrand]: true;
}

/** A comment, from its sign to its end. */
export interface SourceComment {
  readonly span: Span;
  readonly text: string;
}

/** A line that sets nothing for Kong: a variable of another program, or text that is no assignment. */
export interface OtherLine {
  readonly kind: "foreign-variable" | "not-an-assignment";
  readonly span: Span;
  readonly text: string;
}

/** One text as its own syntax has it. It knows no reader, no settings and no other file. */
export interface Source {
  readonly format: SourceFormat;
  /** The text; its path is the id of the source. */
  readonly document: SourceDocument;
  /** Texts of another format inside this one: a fence, a `run:` block, a kong.conf in a ConfigMap. */
  readonly embedded: readonly Embedded[];
  /** The statements, where the text is Kong's own file. */
  readonly file: KongConfTree | undefined;
  /** Where the source is a file of variables, one a line: what in it sets nothing for Kong. */
  readonly otherLines: readonly OtherLine[] | undefined;
  /** Characters that are a template's own (`{% if %}` lines, multi-line comments): no rule speaks about them. */
  readonly templateSpans: readonly Span[];
  /** What a template writes under a condition; undefined for a source without such blocks. */
  readonly branches: TemplateBranches | undefined;
}

/** A text inside another one. */
export interface Embedded {
  /** Its path is that of the outer source, `#` and its address. */
  readonly source: Source;
  /** undefined: characters that the outer syntax made. */
  toOuter(span: Span): Span | undefined;
  /** Edits of the inner text as edits of the outer one; undefined where the outer syntax cannot hold them. */
  encode(edits: readonly TextEdit[]): readonly TextEdit[] | undefined;
}
