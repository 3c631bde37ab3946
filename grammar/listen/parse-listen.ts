import { EmbeddedActionsParser, type TokenType } from "chevrotain";
import { type ListenTokenTypes, listenLexer } from "./lexer.ts";
import { ListenBuilder } from "./listen-builder.ts";
import type { ListenTree } from "./listen-tree.ts";

/**
 * The grammar of a listen value. One token of look-ahead decides everything, and every sequence of tokens is a
 * sentence, so that a wrong entry hides no other.
 *
 *     listen  : entry (comma entry)*
 *     entry   : (blank | off | unixPath | flag | address | equals argument?)*
 *     flag    : word (equals argument?)?
 *     address : (bracketed | colon | text) (bracketed | colon | text | word | off | unixPath)*
 */
class ListenParser extends EmbeddedActionsParser {
  builder = new ListenBuilder("");
  readonly listen: () => void;

  constructor(types: ListenTokenTypes) {
    const vocabulary: TokenType[] = Object.values(types);
    super(vocabulary, { maxLookahead: 1, skipValidations: true });

    const argument = (): void => this.builder.argument(this.CONSUME(types.argument));
    const flagEquals = (): void => {
      this.builder.flagEquals(this.CONSUME1(types.equals));
      this.OPTION1(argument);
    };
    const flag = (): void => {
      this.builder.word(this.CONSUME1(types.word));
      this.OPTION2(flagEquals);
    };
    const addressParts = [
      types.bracketed,
      types.colon,
      types.text,
      types.word,
      types.off,
      types.unixPath,
    ].map((type) => ({ ALT: () => this.builder.addressPart(this.CONSUME3(type)) }));
    const addressPart = (): void => this.OR3(addressParts);
    const addressStarts = [types.bracketed, types.colon, types.text].map((type) => ({
      ALT: () => this.builder.address(this.CONSUME2(type)),
    }));
    const items = [
      { ALT: () => this.builder.blank(this.CONSUME(types.blank)) },
      { ALT: flag },
      {
        ALT: () => {
          this.OR2(addressStarts);
          this.MANY2(addressPart);
        },
      },
      { ALT: () => this.builder.off(this.CONSUME(types.off)) },
      { ALT: () => this.builder.unixPath(this.CONSUME(types.unixPath)) },
      {
        ALT: () => {
          this.builder.strayEquals(this.CONSUME(types.equals));
          this.OPTION3(() => this.builder.argument(this.CONSUME1(types.argument)));
        },
      },
    ];
    const item = (): void => this.OR1(items);
    const entry = this.RULE("entry", () => this.MANY1(item));
    this.listen = this.RULE("listen", () => {
      this.SUBRULE(entry);
      this.MANY(() => {
        this.builder.comma(this.CONSUME(types.comma));
        this.SUBRULE1(entry);
      });
    });
    this.performSelfAnalysis();
  }
}

let shared: ListenParser | undefined;

/**
 * The syntax of one listen property's value: entries parted by commas, each an address with flags before or after
 * it. It accepts any text and never throws; what is wrong with an entry stands in its `problems`.
 */
export function parseListen(text: string): ListenTree {
  const lexer = listenLexer();
  shared ??= new ListenParser(lexer.types);
  const builder = new ListenBuilder(text);
  shared.builder = builder;
  shared.input = lexer.tokenize(text);
  shared.listen();
  shared.input = [];
  shared.builder = new ListenBuilder("");
  return { text, entries: builder.finish() };
}
