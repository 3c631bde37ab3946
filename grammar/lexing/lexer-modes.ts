import type { IToken, TokenType } from "chevrotain";

/** Where what a rule matches at an offset ends; the offset itself where the rule does not match. */
export type Matcher = (text: string, offset: number) => number;

/** One kind of token. */
export interface LexerRule<Mode extends string> {
  readonly match: Matcher;
  /** undefined for what is skipped. */
  readonly type: TokenType | undefined;
  /** The mode from behind the token on; the same where it is absent. */
  readonly next?: Mode | undefined;
}

/** The places that a reader can be in, and what may stand there: the first rule that matches counts. */
export type LexerModes<Mode extends string> = Readonly<Record<Mode, readonly LexerRule<Mode>[]>>;

/**
 * The tokens of a text for a parser of Chevrotain. Its own lexer works its rules out for any kind of pattern, which takes longer than
 * to lex a short file.
 * @param modes match any text; what none of them matches would be passed over
 */
export function tokensIn<Mode extends string>(text: string, modes: LexerModes<Mode>, first: Mode): IToken[] {
  const tokens: IToken[] = [];
  let rules = modes[first];
  for (let offset = 0; offset < text.length; ) {
    let end = offset;
    for (const { match, type, next } of rules) {
      end = match(text, offset);
      if (end === offset) continue;
      if (type !== undefined) tokens.push(tokenOf(type, text.slice(offset, end), offset));
      if (next !== undefined) rules = modes[next];
      break;
    }
    offset = Math.max(end, offset + 1);
  }
  return tokens;
}

/** A token with what parsers look at. */
function tokenOf(tokenType: TokenType, image: string, startOffset: number): IToken {
  return { image, startOffset, tokenTypeIdx: tokenType.tokenTypeIdx ?? 0, tokenType };
}
