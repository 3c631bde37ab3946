import type { SourceMap } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";

/** A part of a template: known text, or what is filled in when the file is evaluated. */
export type HclPart =
  /** `map`: offsets of {@link text} to offsets of the source. */
  | { readonly kind: "text"; readonly text: string; readonly map: SourceMap }
  /** `${…}` or `%{…}`, signs included. */
  | { readonly kind: "filled-in"; readonly span: Span; readonly expression: Span };

/** A text in quotes, or a heredoc. */
export interface HclTemplate {
  readonly kind: "template";
  readonly form: "quoted" | "heredoc";
  /** With its quotes, or from `<<` to the end of the closing word. */
  readonly span: Span;
  /** What is between the quotes, or the lines of the heredoc. */
  readonly inner: Span;
  readonly parts: readonly HclPart[];
}

/** An entry of an object: `key = value` or `key: value`. */
export interface HclEntry {
  /** A name or a text in quotes; undefined: worked out at run time. */
  readonly key: string | undefined;
  readonly keySpan: Span;
  readonly value: HclExpression;
  readonly span: Span;
}

export type HclExpression =
  | HclTemplate
  /** `true`, `null`, `8000`: {@link text} as it is written. */
  | {
      readonly kind: "literal";
      readonly type: "number" | "boolean" | "null";
      readonly text: string;
      readonly span: Span;
    }
  | { readonly kind: "list"; readonly items: readonly HclExpression[]; readonly span: Span }
  | { readonly kind: "object"; readonly entries: readonly HclEntry[]; readonly span: Span }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly HclExpression[];
      readonly span: Span;
    }
  /** Anything else, which is known at run time only: references, operators, `for`. */
  | { readonly kind: "other"; readonly span: Span };

export interface HclAttribute {
  readonly kind: "attribute";
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  readonly span: Span;
}

export interface HclBlock {
  readonly kind: "block";
  readonly type: string;
  readonly typeSpan: Span;
  /** `"a" "b"`, without quotes. */
  readonly labels: readonly { readonly text: string; readonly span: Span }[];
  readonly body: HclBody;
  /** From the type to the closing brace. */
  readonly span: Span;
}

export interface HclBody {
  readonly items: readonly (HclAttribute | HclBlock)[];
  /** What is between the braces; for a file, all of it. */
  readonly span: Span;
}

export interface HclComment {
  readonly span: Span;
  readonly text: string;
}

/** Why the file cannot be evaluated. */
export interface HclFault {
  readonly at: Span;
  readonly message: string;
}

/** All that an HCL text says. */
export interface HclText {
  readonly body: HclBody;
  readonly comments: readonly HclComment[];
  readonly faults: readonly HclFault[];
}

/** The last attribute of a name. */
export function attributeOf({ items }: HclBody, name: string): HclAttribute | undefined {
  const found = items.findLast((item) => item.kind === "attribute" && item.name === name);
  return found?.kind === "attribute" ? found : undefined;
}

/** The blocks of a type, in order. */
export function blocksOf({ items }: HclBody, type: string): readonly HclBlock[] {
  return items.flatMap((item) => (item.kind === "block" && item.type === type ? [item] : []));
}
