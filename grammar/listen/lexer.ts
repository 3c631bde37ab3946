import { createToken, type IToken, type TokenType } from "chevrotain";
import { type LexerModes, type Matcher, tokensIn } from "../lexing/lexer-modes.ts";
import { isBlank } from "../text/blanks.ts";
import { once } from "../text/memoize.ts";

/** The token types of a listen value. Blanks are tokens, because they part a flag from an address. */
export interface ListenTokenTypes {
  readonly blank: TokenType;
  readonly comma: TokenType;
  readonly equals: TokenType;
  /** All up to the next blank or comma behind an `=`. */
  readonly argument: TokenType;
  readonly off: TokenType;
  /** Letters, digits, `_` and `-`, alone between blanks, commas and `=`. */
  readonly word: TokenType;
  readonly unixPath: TokenType;
  readonly bracketed: TokenType;
  readonly colon: TokenType;
  readonly text: TokenType;
}

export interface ListenLexer {
  readonly types: ListenTokenTypes;
  tokenize(text: string): IToken[];
}

/** Signs that mean something in a listen value. */
const COMMA = 44;
const COLON = 58;
const EQUALS = 61;
const BRACKET = 91;
const CLOSING_BRACKET = 93;

/** Whether a code parts one word of an entry from the next. */
function isGap(code: number): boolean {
  return isBlank(code) || code === COMMA;
}

/** Whether a code is a letter, a digit, `_` or `-`. */
function isOfWord(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 45;
}

/** What matches all characters of a kind that stand together. */
function run(isOfKind: (code: number) => boolean): Matcher {
  return (text, offset) => {
    let end = offset;
    while (end < text.length && isOfKind(text.charCodeAt(end))) end++;
    return end;
  };
}

function sign(code: number): Matcher {
  return (text, offset) => (text.charCodeAt(offset) === code ? offset + 1 : offset);
}

const matchPart = run((code) => !isGap(code));
const matchWordText = run(isOfWord);

const matchOff: Matcher = (text, offset) => {
  const end = offset + 3;
  return text.startsWith("off", offset) && (end === text.length || isGap(text.charCodeAt(end)))
    ? end
    : offset;
};

const matchWord: Matcher = (text, offset) => {
  const first = text.charCodeAt(offset);
  if (first === 45 || (first >= 48 && first <= 57)) return offset;
  const end = matchWordText(text, offset);
  const behind = text.charCodeAt(end);
  return end === text.length || isGap(behind) || behind === EQUALS ? end : offset;
};

const matchUnixPath: Matcher = (text, offset) =>
  text.startsWith("unix:", offset) ? matchPart(text, offset) : offset;

/** An address in brackets, the closing one of which may be missing. */
const matchBracketed: Matcher = (text, offset) => {
  if (text.charCodeAt(offset) !== BRACKET) return offset;
  const end = matchInside(text, offset + 1);
  return text.charCodeAt(end) === CLOSING_BRACKET ? end + 1 : end;
};
const matchInside = run((code) => !isGap(code) && code !== CLOSING_BRACKET);

const matchText = run((code) => !isGap(code) && code !== EQUALS && code !== COLON && code !== BRACKET);

function buildListenLexer(): ListenLexer {
  const token = (name: string) => createToken({ name });
  const types: ListenTokenTypes = {
    blank: token("Blank"),
    comma: token("Comma"),
    equals: token("Equals"),
    argument: token("Argument"),
    off: token("Off"),
    word: token("Word"),
    unixPath: token("UnixPath"),
    bracketed: token("Bracketed"),
    colon: token("Colon"),
    text: token("Text"),
  };
  const gaps = [
    { match: run(isBlank), type: types.blank, next: "entry" },
    { match: sign(COMMA), type: types.comma, next: "entry" },
  ] as const;
  const modes: LexerModes<"entry" | "argument"> = {
    entry: [
      ...gaps,
      { match: sign(EQUALS), type: types.equals, next: "argument" },
      { match: matchOff, type: types.off },
      { match: matchWord, type: types.word },
      { match: matchUnixPath, type: types.unixPath },
      { match: matchBracketed, type: types.bracketed },
      { match: sign(COLON), type: types.colon },
      { match: matchText, type: types.text },
    ],
    argument: [...gaps, { match: matchPart, type: types.argument }],
  };
  return { types, tokenize: (text) => tokensIn(text, modes, "entry") };
}

/** The lexer of listen values, built on first use. It matches any text without a gap. */
export const listenLexer: () => ListenLexer = once(buildListenLexer);
