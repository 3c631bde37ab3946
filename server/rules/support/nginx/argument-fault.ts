import type { NginxArgument } from "../../../../grammar/values/nginx-arguments.ts";
import { argumentType } from "../../../../schemas/nginx/arguments/argument-types.ts";
import { type Match, matchArguments } from "../../../../schemas/nginx/arguments/match-arguments.ts";
import type { ArgumentGrammar, Term } from "../../../../schemas/nginx/arguments/parse-grammar.ts";
import { quoted } from "../quoting.ts";

/** Arguments that do not fit the grammar of their directive. */
export interface ArgumentFault {
  /** undefined: an argument is missing at the end. */
  readonly argument: NginxArgument | undefined;
  /** What could be there, for `nginx expects …`. */
  readonly expects: string;
}

/** More ways than these are named by their first words alone. */
const MOST_TOLD = 4;

/** How the arguments match the grammar. */
export function matchGrammar(grammar: ArgumentGrammar, given: readonly NginxArgument[]): Match {
  return matchArguments(
    grammar,
    given.map(({ text }) => text),
    (type, text) => argumentType(type).fits(text),
  );
}

/** The first argument that nginx refuses for the directive, or what is missing after the last. */
export function argumentFault(
  grammar: ArgumentGrammar,
  given: readonly NginxArgument[],
): ArgumentFault | undefined {
  const match = matchGrammar(grammar, given);
  if ("types" in match) return undefined;
  const { place, expected } = match.mismatch;
  return { argument: given[place], expects: describeTerms(expected) };
}

function describeTerms(expected: readonly Term[]): string {
  const all = [...new Set(expected.map((term) => describeTerm(term)))];
  if (all.length === 0) return "no further argument";
  if (all.length <= MOST_TOLD) return all.join(", or ");
  const names = new Set(expected.flatMap((term) => nameOf(term) ?? []));
  const kinds = new Set(expected.flatMap((term) => (nameOf(term) === undefined ? describeTerm(term) : [])));
  const ways = [...(names.size === 0 ? [] : [`one of ${[...names].map(quoted).join(", ")}`]), ...kinds];
  return ways.join(", or ");
}

/** The characters with which an argument begins, where they are fixed. */
function nameOf(term: Term): string | undefined {
  if (term.kind === "word") return term.word;
  return term.prefix === "" ? undefined : term.prefix;
}

function describeTerm(term: Term): string {
  if (term.kind === "word") return quoted(term.word);
  const { expects } = argumentType(term.type);
  return term.prefix === "" ? expects : `${quoted(term.prefix)} with ${expects}`;
}
