import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
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

export function buildListenLexer(skipValidations = true): ListenLexer {
  const types: ListenTokenTypes = {
    blank: createToken({ name: "Blank", pattern: /[ \t-\r]+/, push_mode: "entry" }),
    comma: createToken({ name: "Comma", pattern: /,/, push_mode: "entry" }),
    equals: createToken({ name: "Equals", pattern: /=/, push_mode: "argument" }),
    argument: createToken({ name: "Argument", pattern: /[^ \t-\r,]+/ }),
    off: createToken({ name: "Off", pattern: /off(?![^ \t-\r,])/ }),
    word: createToken({ name: "Word", pattern: /[A-Za-z_][\w-]*(?![^ \t-\r,=])/ }),
    unixPath: createToken({ name: "UnixPath", pattern: /unix:[^ \t-\r,]*/ }),
    bracketed: createToken({ name: "Bracketed", pattern: /\[[^ \t-\r,\]]*\]?/ }),
    colon: createToken({ name: "Colon", pattern: /:/ }),
    text: createToken({ name: "Text", pattern: /[^ \t-\r,=:[]+/ }),
  };
  const { blank, comma, equals, argument, off, word, unixPath, bracketed, colon, text } = types;
  // Safe mode spares the analysis of first characters, which costs more than lexing a value does.
  const lexer = new Lexer(
    {
      defaultMode: "entry",
      modes: {
        entry: [blank, comma, equals, off, word, unixPath, bracketed, colon, text],
        argument: [blank, comma, argument],
      },
    },
    { positionTracking: "onlyOffset", skipValidations, safeMode: true },
  );
  return { types, tokenize: (value) => lexer.tokenize(value).tokens };
}

/** The lexer of listen values, built on first use. It matches any text without a gap. */
export const listenLexer: () => ListenLexer = once(() => buildListenLexer());
