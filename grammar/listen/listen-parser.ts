import { EmbeddedActionsParser, type ILookaheadStrategy, type TokenType } from "chevrotain";
import { isStrategy, type LookAheadTable, useLookAhead } from "../lookahead/look-ahead-table.ts";
import type { ListenTokenTypes } from "./lexer.ts";
import { ListenBuilder } from "./listen-builder.ts";

/**
 * The grammar of a listen value. One token of look-ahead decides everything, and every sequence of tokens is a
 * sentence, so that a wrong entry hides no other.
 *
 *     listen  : entry (comma entry)*
 *     entry   : (blank | off | unixPath | flag | address | equals argument?)*
 *     flag    : word (equals argument?)?
 *     address : (bracketed | colon | text) (bracketed | colon | text | word | off | unixPath)*
 */
export class ListenParser extends EmbeddedActionsParser {
  builder = new ListenBuilder("");
  readonly listen: () => void;

  /**
   * @param lookAhead the table of this grammar, or what makes it
   * @param skipValidations Chevrotain's look at the grammar itself costs start-up time and does not run on Node 20.
   */
  constructor(
    types: ListenTokenTypes,
    lookAhead: LookAheadTable | ILookaheadStrategy,
    skipValidations = true,
  ) {
    const vocabulary: TokenType[] = Object.values(types);
    const strategy = isStrategy(lookAhead) ? { lookaheadStrategy: lookAhead } : {};
    super(vocabulary, { ...strategy, maxLookahead: 1, skipValidations });

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
    if (isStrategy(lookAhead)) this.performSelfAnalysis();
    else useLookAhead(this, vocabulary, lookAhead);
  }
}
