import { createToken, type IToken, type TokenType } from "chevrotain";
import { type LexerModes, type LexerRule, type Matcher, tokensIn } from "../lexing/lexer-modes.ts";
import { once } from "../text/memoize.ts";
import { type Span, span } from "../text/span.ts";

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
  tokenize(text: string): IToken[];
}

function atLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === LF;
}

/** Blanks, but not the CR of a CR LF. */
const matchBlank: Matcher = (text, offset) => {
  const end = skipBlanks(text, offset);
  const isLineEnd = end > offset && text.charCodeAt(end) === LF && text.charCodeAt(end - 1) === CR;
  return isLineEnd ? end - 1 : end;
};

const matchLineBreak: Matcher = (text, offset) => {
  const code = text.charCodeAt(offset);
  if (code === LF) return offset + 1;
  return code === CR && text.charCodeAt(offset + 1) === LF ? offset + 2 : offset;
};

const matchComment: Matcher = (text, offset) => {
  const code = text.charCodeAt(offset);
  if (!isCommentSign(code)) return offset;
  const end = text.indexOf("\n", offset);
  if (end === -1) return text.length;
  return text.charCodeAt(end - 1) === CR ? end - 1 : end;
};

/** Any text up to the end of the line or a continuation, without the blanks before it. */
const matchText: Matcher = (text, offset) => {
  let end = offset;
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === BACKSLASH && isContinuation(text, at))) break;
    if (!isBlankCode(code)) end = at + 1;
  }
  return end;
};

const matchSection: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BRACKET && atLineStart(text, offset) ? matchText(text, offset) : offset;

const matchTrailingComment: Matcher = (text, offset) =>
  text.charCodeAt(offset) === HASH ? matchText(text, offset) : offset;

/** Text of a key on one line: up to `=`, the end of the line, or a continuation, without the blanks before it. */
const matchKeyText: Matcher = (text, offset) => {
  let end = offset;
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || code === LF) break;
    if (code === BACKSLASH && isContinuation(text, at)) break;
    if (!isBlankCode(code)) end = at + 1;
  }
  return end;
};

const matchEquals: Matcher = (text, offset) => (text.charCodeAt(offset) === EQUALS ? offset + 1 : offset);

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
  return end;
};

/** The backslash with all up to the line that it joins; nothing where no such line follows. */
const matchContinuation: Matcher = (text, offset) => {
  if (text.charCodeAt(offset) !== BACKSLASH || !isContinuation(text, offset)) return offset;
  const end = remarksEnd(text, skipBlanks(text, offset + 1) + 1);
  return end < text.length ? end : offset;
};

const matchIndentedContinuation: Matcher = (text, offset) =>
  atLineStart(text, offset) ? offset : matchContinuation(text, offset);

const matchUnfinished: Matcher = (text, offset) =>
  text.charCodeAt(offset) === BACKSLASH && isContinuation(text, offset) ? offset + 1 : offset;

type Mode = "statement" | "key" | "value" | "comment" | "section";

/** Before a statement, in its key, its value, the comment behind it, and in a section header. */
function modesOf(types: KongConfTokenTypes): LexerModes<Mode> {
  const rule = (match: Matcher, type: TokenType | undefined, next?: Mode): LexerRule<Mode> => ({
    match,
    type,
    next,
  });
  const blank = rule(matchBlank, undefined);
  const lineBreak = rule(matchLineBreak, types.lineBreak, "statement");
  const equals = rule(matchEquals, types.equals, "value");
  const continuation = rule(matchContinuation, types.continuation);
  const unfinished = rule(matchUnfinished, types.unfinished);
  const keyText = rule(matchKeyText, types.keyText, "key");
  return {
    statement: [
      rule(matchComment, types.comment),
      lineBreak,
      blank,
      rule(matchSection, types.section, "section"),
      equals,
      rule(matchIndentedContinuation, types.indentedContinuation, "key"),
      continuation,
      unfinished,
      keyText,
    ],
    key: [lineBreak, blank, equals, continuation, unfinished, keyText],
    value: [
      lineBreak,
      blank,
      rule(matchTrailingComment, types.trailingComment, "comment"),
      continuation,
      unfinished,
      rule(matchValueText, types.valueText),
    ],
    comment: [lineBreak, blank, continuation, unfinished, rule(matchText, types.commentText)],
    section: [lineBreak, blank, continuation, unfinished, rule(matchText, types.sectionText)],
  };
}

function buildKongConfLexer(): KongConfLexer {
  const token = (name: string) => createToken({ name });
  const types: KongConfTokenTypes = {
    lineBreak: token("LineBreak"),
    comment: token("Comment"),
    section: token("Section"),
    sectionText: token("SectionText"),
    keyText: token("KeyText"),
    equals: token("Equals"),
    valueText: token("ValueText"),
    trailingComment: token("TrailingComment"),
    commentText: token("CommentText"),
    continuation: token("Continuation"),
    indentedContinuation: token("IndentedContinuation"),
    unfinished: token("Unfinished"),
  };
  const modes = modesOf(types);
  return { types, tokenize: (text) => tokensIn(text, modes, "statement") };
}

/** The lexer of kong.conf, built on first use. It matches any text without a gap but for blanks. */
export const kongConfLexer: () => KongConfLexer = once(buildKongConfLexer);

/**
 * Where the statements stand that are no comments and no blank lines, each from the beginning of its first line to behind the line
 * break that ends it.
 */
export function splitStatements(text: string): Span[] {
  const statements: Span[] = [];
  for (let start = remarksEnd(text, 0); start < text.length; ) {
    const end = statementEnd(text, start);
    statements.push(span(start, end));
    start = remarksEnd(text, end);
  }
  return statements;
}

/** Behind the line break that ends a statement, with the lines that it is continued on. */
function statementEnd(text: string, start: number): number {
  for (let line = start; ; ) {
    const lineBreak = text.indexOf("\n", line);
    if (lineBreak === -1) return text.length;
    let last = lineBreak - 1;
    while (last > line && isBlankCode(text.charCodeAt(last))) last--;
    const joined = text.charCodeAt(last) === BACKSLASH ? remarksEnd(text, lineBreak + 1) : text.length;
    if (joined === text.length) return lineBreak + 1;
    line = joined;
  }
}
