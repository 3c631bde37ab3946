import { EmbeddedActionsParser, type ILookaheadStrategy, type TokenType } from "chevrotain";
import { isStrategy, type LookAheadTable, useLookAhead } from "../lookahead/look-ahead-table.ts";
import type { KongConfTokenTypes } from "./lexer.ts";
import { TreeBuilder } from "./tree-builder.ts";

/**
 * The grammar of kong.conf. The lexer knows in which part of a statement it is, so one token of look-ahead
 * decides everything and no input is an error.
 *
 *     file      : (lineBreak | comment | header | statement | unfinished)*
 *     header    : section (sectionText | continuation)*
 *     statement : keyPart+ value? | value
 *     keyPart   : keyText | continuation | indentedContinuation
 *     value     : equals (valueText | trailingComment | commentText | continuation)*
 */
export class KongConfParser extends EmbeddedActionsParser {
  builder = new TreeBuilder("");
  readonly file: () => void;

  /**
   * @param lookAhead the table of this grammar, or what makes it
   * @param skipValidations Chevrotain's look at the grammar itself costs start-up time and does not run on Node 20.
   */
  constructor(
    types: KongConfTokenTypes,
    lookAhead: LookAheadTable | ILookaheadStrategy,
    skipValidations = true,
  ) {
    const vocabulary: TokenType[] = Object.values(types);
    const strategy = isStrategy(lookAhead) ? { lookaheadStrategy: lookAhead } : {};
    super(vocabulary, { ...strategy, maxLookahead: 1, skipValidations });

    // Alternatives are made once: a closure per token costs more than the token itself.
    const valueParts = [
      { ALT: () => this.builder.valueText(this.CONSUME(types.valueText)) },
      { ALT: () => this.builder.trailingComment(this.CONSUME(types.trailingComment)) },
      { ALT: () => this.builder.trailingComment(this.CONSUME(types.commentText)) },
      { ALT: () => this.builder.continuation(this.CONSUME(types.continuation)) },
    ];
    const valuePart = (): void => this.OR(valueParts);
    const value = this.RULE("value", () => {
      this.builder.equals(this.CONSUME(types.equals));
      this.MANY(valuePart);
    });

    const keyParts = [
      { ALT: () => this.builder.keyText(this.CONSUME(types.keyText)) },
      { ALT: () => this.builder.continuation(this.CONSUME(types.continuation)) },
      { ALT: () => this.builder.continuation(this.CONSUME(types.indentedContinuation)) },
    ];
    const keyPart = (): void => this.OR1(keyParts);
    const valueBehindKey = (): void => this.SUBRULE1(value);
    const statements = [
      {
        ALT: () => {
          this.AT_LEAST_ONE(keyPart);
          this.OPTION(valueBehindKey);
        },
      },
      { ALT: () => this.SUBRULE2(value) },
    ];
    const statement = this.RULE("statement", () => this.OR2(statements));

    const headerParts = [
      { ALT: () => this.builder.section(this.CONSUME(types.sectionText)) },
      { ALT: () => this.builder.continuation(this.CONSUME(types.continuation)) },
    ];
    const headerPart = (): void => this.OR4(headerParts);
    const header = this.RULE("header", () => {
      this.builder.section(this.CONSUME(types.section));
      this.MANY(headerPart);
    });

    const lines = [
      { ALT: () => this.builder.comment(this.CONSUME(types.comment)) },
      { ALT: () => this.builder.lineBreak(this.CONSUME(types.lineBreak)) },
      { ALT: () => this.SUBRULE(statement) },
      { ALT: () => this.SUBRULE(header) },
      { ALT: () => this.builder.unfinished(this.CONSUME(types.unfinished)) },
    ];
    const line = (): void => this.OR3(lines);
    this.file = this.RULE("file", () => {
      this.MANY(line);
      this.ACTION(() => this.builder.endOfText());
    });
    if (isStrategy(lookAhead)) this.performSelfAnalysis();
    else useLookAhead(this, vocabulary, lookAhead);
  }
}
