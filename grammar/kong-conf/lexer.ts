import {
  type CustomPatternMatcherReturn,
  createToken,
  type ILexingResult,
  Lexer,
  type TokenType,
} from "chevrotain";
import { once } from "../text/memoize.ts";
import {
  BACKSLASH,
  BRACKET,
  CR,
  continuationEnd,
  EQUALS,
  HASH,
  isBlankCode,
  isContinuation,
  LF,
  NOT_CONTINUED,
  SEMICOLON,
  skipBlanks,
  UNFINISHED,
} from "./scan.ts";

/** The token types of kong.conf. Blanks between them are skipped by the lexer. */
export interface KongConfTokenTypes {
  /** LF or CR LF. */
  readonly lineBreak: TokenType;
  /** A comment line, from its sign to the end of the line. */
  readonly comment: TokenType;
  /** A section header with everything on its line. */
  readonly section: TokenType;
  readonly keyText: TokenType;
  readonly equals: TokenType;
  readonly valueText: TokenType;
  /** A comment behind a value, to the end of the statement. */
  readonly trailingComment: TokenType;
  /** A backslash at the end of a line and everything up to the line it joins: line breaks, blank and comment lines. */
  readonly continuation: TokenType;
  /** The same before anything else on an indented line. It makes a bracket that follows an ordinary character. */
  readonly indentedContinuation: TokenType;
  /** A backslash at the end of the last line that holds anything. */
  readonly unfinished: TokenType;
}

export interface KongConfLexer {
  readonly types: KongConfTokenTypes;
  tokenize(text: string): ILexingResult;
}

type Matcher = (text: string, offset: number) => CustomPatternMatcherReturn | null;

/** Chevrotain reads a match at once and keeps only its image, so one array serves all matches. */
const match: CustomPatternMatcherReturn = [""];

function matched(text: string, start: number, end: number): CustomPatternMatcherReturn {
  match[0] = text.slice(start, end);
  return match;
}

function atLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === LF;
}

/** Blanks, but not the CR of a CR LF. */
const matchBlank: Matcher = (text, offset) => {
  let end = skipBlanks(text, offset);
  if (end > offset && text.charCodeAt(end) === LF && text.charCodeAt(end - 1) === CR) end--;
  return end > offset ? matched(text, offset, end) : null;
};

const matchLineBreak: Matcher = (text, offset) => {
  const code = text.charCodeAt(offset);
  if (code === LF) return matched(text, offset, offset + 1);
  return code === CR && text.charCodeAt(offset + 1) === LF ? matched(text, offset, offset + 2) : null;
};

const matchComment: Matcher = (text, offset) => {
  const code = text.charCodeAt(offset);
  if (code !== HASH && code !== SEMICOLON) return null;
  let end = text.indexOf("\n", offset);
  if (end === -1) end = text.length;
  else if (text.charCodeAt(end - 1) === CR) end--;
  return matched(text, offset, end);
};

/** The end of the text of a statement from `offset` on, whatever is in it, continued lines included. */
function endOfStatement(text: string, offset: number): number {
  let end = offset;
  let at = offset;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === LF) return end;
    if (code === BACKSLASH) {
      const next = continuationEnd(text, at);
      if (next === UNFINISHED) return end;
      if (next !== NOT_CONTINUED) {
        at = next;
        continue;
      }
    }
    at++;
    if (!isBlankCode(code)) end = at;
  }
  return end;
}

const matchSection: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BRACKET && atLineStart(text, offset)
    ? matched(text, offset, endOfStatement(text, offset))
    : null;

const matchTrailingComment: Matcher = (text, offset) =>
  text.charCodeAt(offset) === HASH ? matched(text, offset, endOfStatement(text, offset)) : null;

/** Text of a key on one line: up to `=`, the end of the line, or a continuation, without the blanks before it. */
const matchKeyText: Matcher = (text, offset) => {
  let end = offset;
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === LF) break;
    if (code === BACKSLASH && isContinuation(text, at)) break;
    if (!isBlankCode(code)) end = at + 1;
  }
  return end > offset ? matched(text, offset, end) : null;
};

/** Text of a value on one line: up to a comment, the end of the line, or a continuation, without the blanks before it. */
const matchValueText: Matcher = (text, offset) => {
  let end = offset;
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) break;
    if (isBlankCode(code)) continue;
    if (code === HASH && end < at) break;
    if (code === BACKSLASH && isContinuation(text, at)) break;
    end = at + 1;
  }
  return end > offset ? matched(text, offset, end) : null;
};

const matchContinuation: Matcher = (text, offset) => {
  if (text.charCodeAt(offset) !== BACKSLASH) return null;
  const end = continuationEnd(text, offset);
  return end >= 0 ? matched(text, offset, end) : null;
};

const matchIndentedContinuation: Matcher = (text, offset) =>
  atLineStart(text, offset) ? null : matchContinuation(text, offset);

const matchUnfinished: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BACKSLASH && isContinuation(text, offset)
    ? matched(text, offset, offset + 1)
    : null;

/**
 * The modes are the three places a reader can be in: before a statement, in its key, in its value. A push is used
 * as a jump: nothing ever returns, so the stack of modes only tells the way that was taken.
 */
export function buildKongConfLexer(skipValidations = true): KongConfLexer {
  const token = (name: string, pattern: Matcher, to?: "statement" | "key" | "value"): TokenType =>
    createToken({ name, pattern, line_breaks: false, ...(to === undefined ? {} : { push_mode: to }) });
  const blank = createToken({ name: "Blank", pattern: matchBlank, line_breaks: false, group: Lexer.SKIPPED });
  const types: KongConfTokenTypes = {
    lineBreak: token("LineBreak", matchLineBreak, "statement"),
    comment: token("Comment", matchComment),
    section: token("Section", matchSection, "value"),
    keyText: token("KeyText", matchKeyText, "key"),
    equals: token(
      "Equals",
      (text, offset) => (text.charCodeAt(offset) === EQUALS ? matched(text, offset, offset + 1) : null),
      "value",
    ),
    valueText: token("ValueText", matchValueText),
    trailingComment: token("TrailingComment", matchTrailingComment),
    continuation: token("Continuation", matchContinuation),
    indentedContinuation: token("IndentedContinuation", matchIndentedContinuation, "key"),
    unfinished: token("Unfinished", matchUnfinished),
  };
  const {
    lineBreak,
    comment,
    section,
    keyText,
    equals,
    valueText,
    trailingComment,
    continuation,
    indentedContinuation,
    unfinished,
  } = types;
  const lexer = new Lexer(
    {
      defaultMode: "statement",
      modes: {
        statement: [
          comment,
          lineBreak,
          blank,
          section,
          equals,
          indentedContinuation,
          continuation,
          unfinished,
          keyText,
        ],
        key: [lineBreak, blank, equals, continuation, unfinished, keyText],
        value: [lineBreak, blank, trailingComment, continuation, unfinished, valueText],
      },
    },
    { positionTracking: "onlyOffset", skipValidations },
  );
  return { types, tokenize: (text) => lexer.tokenize(text) };
}

/** The lexer of kong.conf, built on first use. It matches any text without a gap but for blanks. */
export const kongConfLexer: () => KongConfLexer = once(() => buildKongConfLexer());
