import {
  Alternation,
  Alternative,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  type Rule,
  Terminal,
  type TokenType,
} from "chevrotain";
import { choiceNumber, type LookAheadTable } from "./look-ahead-table.ts";

type AlternationOptions = Parameters<ILookaheadStrategy["buildLookaheadForAlternation"]>[0];
type OptionalOptions = Parameters<ILookaheadStrategy["buildLookaheadForOptional"]>[0];

/** What a grammar is made of besides tokens and references to other rules. Groups with separators are not in use here. */
type Group = Alternation | Alternative | Option | Repetition | RepetitionMandatory;

/** The parser that asks, as far as looking ahead goes. */
interface Reader {
  LA(distance: number): IToken;
}

/** What a part of a grammar can begin with, and whether it can be empty. */
interface First {
  readonly types: readonly TokenType[];
  readonly canBeEmpty: boolean;
}

/**
 * Looks one token ahead, in grammars in which that decides everything, and tells what decides each choice. The tables of the
 * programs are made with it. That one token is enough is checked by Chevrotain, for a parser that is built with validations.
 */
export class FirstTokenStrategy extends LLkLookaheadStrategy {
  readonly #table: Record<string, Record<number, Record<string, number>>> = {};

  constructor() {
    super({ maxLookahead: 1 });
  }

  /** What was found for the parser that was built with this strategy. */
  get table(): LookAheadTable {
    return this.#table;
  }

  override buildLookaheadForAlternation({ rule, prodOccurrence }: AlternationOptions) {
    const chosen: number[] = [];
    const noted = this.#note(rule, choiceNumber("Alternation", prodOccurrence));
    alternativesOf(rule, prodOccurrence).forEach((alternative, index) => {
      for (const type of firstOf(alternative).types) {
        chosen[indexOf(type)] ??= index;
        noted[type.name] ??= index;
      }
    });
    return function (this: Reader): number | undefined {
      return chosen[this.LA(1).tokenTypeIdx];
    };
  }

  override buildLookaheadForOptional({ rule, prodOccurrence, prodType }: OptionalOptions) {
    const begins: boolean[] = [];
    const isWanted = (group: Group) => kindOf(group) === prodType && occurrenceOf(group) === prodOccurrence;
    const group = groupOf(rule, isWanted);
    const kind = kindOf(group);
    if (kind === undefined) throw new Error("grammars with separated repetitions need another strategy");
    const noted = this.#note(rule, choiceNumber(kind, prodOccurrence));
    for (const type of firstOfAll(group.definition).types) {
      begins[indexOf(type)] = true;
      noted[type.name] = 0;
    }
    return function (this: Reader): boolean {
      return begins[this.LA(1).tokenTypeIdx] === true;
    };
  }

  #note({ name }: Rule, choice: number): Record<string, number> {
    const noted: Record<string, number> = Object.create(null);
    this.#table[name] = { ...this.#table[name], [choice]: noted };
    return noted;
  }
}

function indexOf({ tokenTypeIdx }: TokenType): number {
  return tokenTypeIdx ?? 0;
}

function alternativesOf(rule: Rule, occurrence: number): readonly IProduction[] {
  return groupOf(rule, (group) => group instanceof Alternation && group.idx === occurrence).definition;
}

function occurrenceOf(group: Group): number | undefined {
  return group instanceof Alternative ? undefined : group.idx;
}

/** Chevrotain's word for an optional group. */
function kindOf(group: Group): "Option" | "Repetition" | "RepetitionMandatory" | undefined {
  if (group instanceof Option) return "Option";
  if (group instanceof Repetition) return "Repetition";
  return group instanceof RepetitionMandatory ? "RepetitionMandatory" : undefined;
}

function isGroup(part: IProduction): part is Group {
  return part instanceof Alternation || part instanceof Alternative || kindOf(part as Group) !== undefined;
}

/** @throws when the rule has no such group; Chevrotain asks for those that it has just recorded. */
function groupOf({ name, definition }: Rule, isWanted: (group: Group) => boolean): Group {
  const pending = definition.filter(isGroup);
  for (let group = pending.pop(); group !== undefined; group = pending.pop()) {
    if (isWanted(group)) return group;
    pending.push(...group.definition.filter(isGroup));
  }
  throw new Error(`the rule ${name} has no such group`);
}

function firstOf(part: IProduction): First {
  if (part instanceof Terminal) return { types: [part.terminalType], canBeEmpty: false };
  if (part instanceof NonTerminal) return firstOfAll(part.referencedRule.definition);
  if (!isGroup(part)) throw new Error("grammars with separated repetitions need another strategy");
  if (!(part instanceof Alternation)) {
    const { types, canBeEmpty } = firstOfAll(part.definition);
    return { types, canBeEmpty: canBeEmpty || part instanceof Option || part instanceof Repetition };
  }
  const alternatives = part.definition.map(firstOf);
  return {
    types: alternatives.flatMap(({ types }) => types),
    canBeEmpty: alternatives.some(({ canBeEmpty }) => canBeEmpty),
  };
}

/** What a sequence can begin with. */
function firstOfAll(sequence: readonly IProduction[]): First {
  const types: TokenType[] = [];
  for (const part of sequence) {
    const first = firstOf(part);
    types.push(...first.types);
    if (!first.canBeEmpty) return { types, canBeEmpty: false };
  }
  return { types, canBeEmpty: true };
}
