import type { TokenType } from "chevrotain";
import { type Span, span } from "../text/span.ts";
import { type KongConfTokenTypes, kongConfLexer } from "./lexer.ts";

/**
 * What a token of kong.conf is. A `continuation` is the backslash alone; what stands between two joined lines has
 * its own tokens, and a section header or a trailing comment that is continued has one token per line.
 */
export type KongConfTokenKind =
  | "blank"
  | "line-break"
  | "comment"
  | "section"
  | "key"
  | "equals"
  | "value"
  | "trailing-comment"
  | "continuation";

export interface KongConfToken {
  readonly kind: KongConfTokenKind;
  readonly span: Span;
  readonly image: string;
}

/** All tokens of a kong.conf, blanks included: their images joined are the text, whatever the text is. */
export function tokenizeKongConf(text: string): KongConfToken[] {
  const tokens: KongConfToken[] = [];
  addTokens(tokens, text, 0, kindsOf(kongConfLexer().types));
  return tokens;
}

function kindsOf(types: KongConfTokenTypes): ReadonlyMap<TokenType, KongConfTokenKind> {
  return new Map<TokenType, KongConfTokenKind>([
    [types.lineBreak, "line-break"],
    [types.comment, "comment"],
    [types.section, "section"],
    [types.sectionText, "section"],
    [types.keyText, "key"],
    [types.equals, "equals"],
    [types.valueText, "value"],
    [types.trailingComment, "trailing-comment"],
    [types.commentText, "trailing-comment"],
    [types.continuation, "continuation"],
    [types.indentedContinuation, "continuation"],
    [types.unfinished, "continuation"],
  ]);
}

/** @param offset where the text stands in the whole */
function addTokens(
  tokens: KongConfToken[],
  text: string,
  offset: number,
  kinds: ReadonlyMap<TokenType, KongConfTokenKind>,
): void {
  let reached = 0;
  const add = (kind: KongConfTokenKind, end: number) => {
    if (end <= reached) return;
    tokens.push({ kind, span: span(offset + reached, offset + end), image: text.slice(reached, end) });
    reached = end;
  };
  for (const { tokenType, startOffset, image } of kongConfLexer().tokenize(text).tokens) {
    add("blank", startOffset);
    const kind = kinds.get(tokenType) ?? "value";
    const end = startOffset + image.length;
    add(kind, kind === "continuation" ? startOffset + 1 : end);
    // Behind the backslash are blanks, a line break, and the comments and blank lines that it passes over.
    if (end > reached) addTokens(tokens, image.slice(1), offset + reached, kinds);
    reached = end;
  }
  add("blank", text.length);
}
