import type { EmbeddedActionsParser, ILookaheadStrategy, IToken, TokenType } from "chevrotain";

/**
 * What decides each choice in a grammar: by rule, by Chevrotain's number of the choice, by the name of the next token, the
 * alternative that it begins. An optional part has one, 0.
 */
export type LookAheadTable = Readonly<Record<string, Choices>>;
type Choices = Readonly<Record<number, Readonly<Record<string, number>>>>;

/** Whether it is what works a table out. */
export function isStrategy(lookAhead: LookAheadTable | ILookaheadStrategy): lookAhead is ILookaheadStrategy {
  return typeof lookAhead.buildLookaheadForAlternation === "function";
}

/** The kinds of choices, as Chevrotain numbers them in the bits above the ordinal of a choice. */
export const CHOICE = { Alternation: 1, Option: 2, Repetition: 3, RepetitionMandatory: 4 } as const;
const ORDINAL_BITS = 8;

/** Chevrotain's number of a choice within its rule. */
export function choiceNumber(kind: keyof typeof CHOICE, ordinal: number): number {
  return (CHOICE[kind] << ORDINAL_BITS) | ordinal;
}

/** The parser that asks, as far as looking ahead goes. */
interface Reader {
  LA(distance: number): IToken;
}

/** What a parser has after it has looked at its grammar, and that its type does not tell. */
interface Analyzed {
  selfAnalysisDone: boolean;
  readonly fullRuleNameToShort: Readonly<Record<string, number>>;
  setLaFuncCache(rule: number, choice: number, decide: (this: Reader) => number | boolean | undefined): void;
}

/**
 * Readies a parser by a table instead of by a look at its grammar, for which Chevrotain plays every rule through. That takes
 * longer than to parse a short file, and comes out the same each time.
 */
export function useLookAhead(
  parser: EmbeddedActionsParser,
  types: readonly TokenType[],
  table: LookAheadTable,
): void {
  const analyzed = parser as unknown as Analyzed;
  const indexOf = new Map(types.map(({ name, tokenTypeIdx }) => [name, tokenTypeIdx ?? 0]));
  for (const rule in table) {
    const choices = table[rule] ?? {};
    for (const choice in choices) {
      const chosen: number[] = [];
      const byToken = choices[choice] ?? {};
      for (const token in byToken) chosen[indexOf.get(token) ?? 0] = byToken[token] ?? 0;
      const number = Number(choice);
      analyzed.setLaFuncCache(
        analyzed.fullRuleNameToShort[rule] ?? 0,
        number,
        number >> ORDINAL_BITS === CHOICE.Alternation ? alternativeBy(chosen) : optionBy(chosen),
      );
    }
  }
  analyzed.selfAnalysisDone = true;
}

function alternativeBy(chosen: readonly number[]) {
  return function (this: Reader): number | undefined {
    return chosen[this.LA(1).tokenTypeIdx];
  };
}

function optionBy(chosen: readonly number[]) {
  return function (this: Reader): boolean {
    return chosen[this.LA(1).tokenTypeIdx] !== undefined;
  };
}
