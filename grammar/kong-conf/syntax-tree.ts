import type { SourceMap } from "../text/source-map.ts";
import type { Span } from "../text/span.ts";

/**
 * A `key = value` statement. It may cover several lines: a backslash at the end of a line joins the next one that
 * is not a comment. Blanks are the six of the C locale (space, tab, LF, VT, FF, CR), as Kong's reader takes them.
 */
export interface AssignmentNode {
  readonly kind: "assignment";
  /** The whole statement: from the first byte of its line to the line break that ends it, break excluded. */
  readonly span: Span;
  /** The key without surrounding blanks; empty when the statement begins with `=`. */
  readonly key: Span;
  /** {@link key} as one line: continued lines joined, inner blanks kept. */
  readonly keyText: string;
  /** The first `=`. */
  readonly equals: Span;
  /**
   * All after `=`, without surrounding blanks, trailing comment included. When there is nothing, an empty span at
   * the end of the statement (before the backslash of an unfinished one).
   */
  readonly rawValue: Span;
  /** {@link rawValue} as one line: the joined text, and where each of its characters stands. */
  readonly rawText: string;
  readonly rawMap: SourceMap;
  /** The value without a trailing comment and the blanks before it. */
  readonly value: Span;
  /** A `#` that follows a blank or begins the raw value, to the end of the statement. */
  readonly comment: Span | undefined;
  /** The section header under which the statement stands: such statements are lost to Kong. */
  readonly section: SectionNode | undefined;
  /** It ends with a backslash and no further line follows that could be joined: Kong drops the whole statement. */
  readonly unfinished: boolean;
}

/** A line whose first byte is `[`. Kong hides every later key under it. */
export interface SectionNode {
  readonly kind: "section";
  readonly span: Span;
  /** The name between the brackets; undefined where the bracket is not closed or nothing stands in it. */
  readonly name: Span | undefined;
  /** {@link name} as one line. */
  readonly nameText: string | undefined;
}

/**
 * A line without `=`, which Kong reads as a list item and drops. So is a section header whose line ends with a
 * backslash at the end of the file: Kong never sees it.
 */
export interface BareNode {
  readonly kind: "bare";
  readonly span: Span;
  /** The text without surrounding blanks. */
  readonly text: Span;
  readonly section: SectionNode | undefined;
  /** It ends with a backslash and no further line follows that could be joined. */
  readonly unfinished: boolean;
}

/** A line whose first byte that is not blank is `#` or `;`. */
export interface CommentNode {
  readonly kind: "comment";
  readonly span: Span;
  /** From the comment sign to the end of the line. */
  readonly text: Span;
}

/** A line of blanks only. */
export interface BlankNode {
  readonly kind: "blank";
  readonly span: Span;
}

export type StatementNode = AssignmentNode | SectionNode | BareNode | CommentNode | BlankNode;

/** A statement that Kong's reader takes for more than a remark. */
export type ContentNode = AssignmentNode | SectionNode | BareNode;

/** The syntax of one kong.conf. */
export interface KongConfTree {
  readonly text: string;
  /** The statements that are no comments and no blank lines, in order: far fewer than lines, in most files. */
  readonly content: readonly ContentNode[];
}
