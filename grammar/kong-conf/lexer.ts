import {
  type CustomPatternMatcherReturn,
  createToken,
  type ILexingResult,
  Lexer,
  type TokenType,
} from "chevrotain";
import { once } from "../text/memoize.ts";

// What kong.conf is made of is written here and in the parser, and nowhere else.

/** Character codes that mean something to Kong's reader. */
const LF = 10;
const CR = 13;
const HASH = 35;
const SEMICOLON = 59;
const EQUALS = 61;
const BRACKET = 91;
const BACKSLASH = 92;

/**
 * Whether a code is a blank of the C locale other than LF: space, tab, VT, FF, CR. A no-break space is none, and a
 * lone CR ends no line.
 */
function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** The offset of the first character from `offset` on that is no blank; LF is not skipped. */
function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlankCode(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a code makes a comment of a line where it is the first that is no blank. */
function isCommentSign(code: number): boolean {
  return code === HASH || code === SEMICOLON;
}

/** Where the first line from `start` on begins that is neither blank nor a comment; the end of the text without one. */
function remarksEnd(text: string, start: number): number {
  let line = start;
  while (line < text.length) {
    const first = skipBlanks(text, line);
    const code = text.charCodeAt(first);
    if (first < text.length && code !== LF && !isCommentSign(code)) return line;
    const lineBreak = text.indexOf("\n", first);
    line = lineBreak === -1 ? text.length : lineBreak + 1;
  }
  return text.length;
}

/** Whether only blanks follow the backslash at `offset` on its line, so that it joins the next line. */
function isContinuation(text: string, offset: number): boolean {
  const at = skipBlanks(text, offset + 1);
  return at === text.length || text.charCodeAt(at) === LF;
}

/** The token types of kong.conf. Blanks between them are skipped by the lexer. */
export interface KongConfTokenTypes {
  /** LF or CR LF. */
  readonly lineBreak: TokenType;
  /** A comment line, from its sign to the end of the line. */
  readonly comment: TokenType;
  /** A section header, from its bracket to the end of the line or a continuation. */
  readonly section: TokenType;
  /** What follows a continuation in a section header. */
  readonly sectionText: TokenType;
  readonly keyText: TokenType;
  readonly equals: TokenType;
  readonly valueText: TokenType;
  /** A comment behind a value, to the end of the line or a continuation. */
  readonly trailingComment: TokenType;
  /** What follows a continuation in such a comment. */
  readonly commentText: TokenType;
  /** A backslash at the end of a line and everything up to the line it joins: line breaks, blank and comment lines. */
  readonly continuation: TokenType;
  /** The same before anything else on an indented line. It makes a bracket that follows an ordinary character. */
  readonly indentedContinuation: TokenType;
  /** A backslash at the end of the last line that holds anything. */
  readonly unfinished: TokenType;
}

export interface KongConfLexer {
  readonly types: KongConfTokenTypes;
  /** All tokens of a text; they cover it but for blanks. */
  tokenize(text: string): ILexingResult;
  /**
   * One token for each statement that is no comment and no blank line, from the beginning of its first line to behind the line
   * break that ends it.
   */
  splitStatements(text: string): ILexingResult;
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
  if (!isCommentSign(code)) return null;
  let end = text.indexOf("\n", offset);
  if (end === -1) end = text.length;
  else if (text.charCodeAt(end - 1) === CR) end--;
  return matched(text, offset, end);
};

/** Comment lines and blank lines with their line breaks, from the beginning of a line on. */
const matchRemarks: Matcher = (text, offset) => {
  if (!atLineStart(text, offset)) return null;
  const end = remarksEnd(text, offset);
  return end > offset ? matched(text, offset, end) : null;
};

/** A statement with the lines that it is continued on and the line break that ends it. */
const matchStatement: Matcher = (text, offset) => {
  for (let line = offset; ; ) {
    const lineBreak = text.indexOf("\n", line);
    if (lineBreak === -1) return matched(text, offset, text.length);
    let last = lineBreak - 1;
    while (last > line && isBlankCode(text.charCodeAt(last))) last--;
    const joined = text.charCodeAt(last) === BACKSLASH ? remarksEnd(text, lineBreak + 1) : text.length;
    if (joined === text.length) return matched(text, offset, lineBreak + 1);
    line = joined;
  }
};

/** Any text up to the end of the line or a continuation, without the blanks before it. */
const matchText: Matcher = (text, offset) => {
  let end = offset;
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === BACKSLASH && isContinuation(text, at))) break;
    if (!isBlankCode(code)) end = at + 1;
  }
  return end > offset ? matched(text, offset, end) : null;
};

const matchSection: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BRACKET && atLineStart(text, offset) ? matchText(text, offset) : null;

const matchTrailingComment: Matcher = (text, offset) =>
  text.charCodeAt(offset) === HASH ? matchText(text, offset) : null;

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

/** The backslash with all up to the line that it joins; nothing where no such line follows. */
const matchContinuation: Matcher = (text, offset) => {
  if (text.charCodeAt(offset) !== BACKSLASH || !isContinuation(text, offset)) return null;
  const end = remarksEnd(text, skipBlanks(text, offset + 1) + 1);
  return end < text.length ? matched(text, offset, end) : null;
};

const matchIndentedContinuation: Matcher = (text, offset) =>
  atLineStart(text, offset) ? null : matchContinuation(text, offset);

const matchUnfinished: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BACKSLASH && isContinuation(text, offset)
    ? matched(text, offset, offset + 1)
    : null;

/**
 * The modes are the places that a reader can be in: before a statement, in its key, its value, the comment behind it, and in a
 * section header. A push is used as a jump: nothing ever returns, so the stack of modes only tells the way that was taken.
 */
export function buildKongConfLexer(skipValidations = true): KongConfLexer {
  type Mode = "statement" | "key" | "value" | "comment" | "section";
  const token = (name: string, pattern: Matcher, to?: Mode): TokenType =>
    createToken({ name, pattern, line_breaks: false, ...(to === undefined ? {} : { push_mode: to }) });
  const skipped = (name: string, pattern: Matcher): TokenType =>
    createToken({ name, pattern, line_breaks: false, group: Lexer.SKIPPED });
  const matchEquals: Matcher = (text, offset) =>
    text.charCodeAt(offset) === EQUALS ? matched(text, offset, offset + 1) : null;
  const types: KongConfTokenTypes = {
    lineBreak: token("LineBreak", matchLineBreak, "statement"),
    comment: token("Comment", matchComment),
    section: token("Section", matchSection, "section"),
    sectionText: token("SectionText", matchText),
    keyText: token("KeyText", matchKeyText, "key"),
    equals: token("Equals", matchEquals, "value"),
    valueText: token("ValueText", matchValueText),
    trailingComment: token("TrailingComment", matchTrailingComment, "comment"),
    commentText: token("CommentText", matchText),
    continuation: token("Continuation", matchContinuation),
    indentedContinuation: token("IndentedContinuation", matchIndentedContinuation, "key"),
    unfinished: token("Unfinished", matchUnfinished),
  };
  const blank = skipped("Blank", matchBlank);
  const { lineBreak, comment, section, keyText, equals, continuation, unfinished } = types;
  const rest = [continuation, unfinished, keyText];
  const within = (...parts: TokenType[]) => [lineBreak, blank, ...parts];
  const modes: Readonly<Record<Mode, TokenType[]>> = {
    statement: [comment, lineBreak, blank, section, equals, types.indentedContinuation, ...rest],
    key: within(equals, ...rest),
    value: within(types.trailingComment, continuation, unfinished, types.valueText),
    comment: within(continuation, unfinished, types.commentText),
    section: within(continuation, unfinished, types.sectionText),
  };
  const settings = { positionTracking: "onlyOffset", skipValidations } as const;
  const parts = new Lexer({ defaultMode: "statement", modes }, settings);
  const statements = new Lexer(
    [skipped("Remarks", matchRemarks), token("Statement", matchStatement)],
    settings,
  );
  return {
    types,
    tokenize: (text) => parts.tokenize(text),
    splitStatements: (text) => statements.tokenize(text),
  };
}

/** The lexer of kong.conf, built on first use. It matches any text without a gap but for blanks. */
export const kongConfLexer: () => KongConfLexer = once(() => buildKongConfLexer());
