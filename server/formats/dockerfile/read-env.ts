import { type Span, span } from "../../../grammar/text/span.ts";
import type { Value } from "../../model/value.ts";
import { quotedWhole } from "../shared/quoted-whole.ts";
import { textOfVariable } from "../shared/script-variables.ts";
import type { BuildFault, EnvPair } from "./build.ts";
import { expandWord, type WordContext } from "./expand-word.ts";
import { signIn } from "./instruction-words.ts";
import type { JoinedText } from "./joined-text.ts";
import type { Instruction } from "./parse-dockerfile.ts";

/** The stage of a build as `ENV` sees it. */
export interface EnvContext {
  readonly word: WordContext;
  fault(fault: Omit<BuildFault, "stage">): void;
  /** Whether the stage declares an argument. */
  isDeclared(name: string): boolean;
  /** Whether an argument is declared before the first `FROM`. */
  isGlobal(name: string): boolean;
}

/** The variables that an `ENV` sets, in either of its forms. */
export function readEnv(
  instruction: Instruction,
  words: readonly Span[],
  context: EnvContext,
): readonly EnvPair[] {
  const [first] = words;
  if (first === undefined) return [];
  return instruction.args.text.slice(first.start, first.end).includes("=")
    ? readPairs(instruction, words, context)
    : readRest(instruction, first, context);
}

function readPairs(
  instruction: Instruction,
  words: readonly Span[],
  context: EnvContext,
): readonly EnvPair[] {
  const { args } = instruction;
  const pairs: EnvPair[] = [];
  const siblings = words.map(({ start, end }) => args.spanOf(start, end));
  let lost = false;
  for (const [index, word] of words.entries()) {
    const sign = signIn(args.text, word);
    if (sign >= 0) {
      pairs.push(
        readPair(
          instruction,
          { name: word.start, sign, value: sign + 1, end: word.end },
          "pairs",
          siblings,
          context,
        ),
      );
      continue;
    }
    if (!lost) lostWords(args, lostFrom(args, words, index), pairs.at(-1), context);
    lost = true;
  }
  return pairs;
}

/** The words from one without a sign on, up to the next that has one. */
function lostFrom(args: JoinedText, words: readonly Span[], from: number): readonly Span[] {
  const next = words.findIndex((word, index) => index > from && signIn(args.text, word) >= 0);
  return words.slice(from, next < 0 ? words.length : next);
}

function lostWords(
  args: JoinedText,
  lost: readonly Span[],
  before: EnvPair | undefined,
  context: EnvContext,
): void {
  const [word, last = word] = [lost[0], lost.at(-1)];
  if (word === undefined || last === undefined) return;
  const text = args.text.slice(word.start, word.end);
  const correction = before && quotedRest(args, before.valueSpan.start, word.start, last.end);
  context.fault({
    kind: "unquoted-blank",
    at: args.spanOf(word.start, word.end),
    name: before?.name,
    refuses: true,
    before: text,
    after: undefined,
    detail: `\`ENV\` splits at spaces outside quotes; the builder finds no \`=\` in \`${text.slice(0, 40)}\`, and the build stops`,
    ...(before === undefined ? {} : { leaves: before.valueSpan }),
    ...(correction === undefined ? {} : { correction }),
  });
}

/** The value with what follows it in quotes; undefined where it goes over lines. */
function quotedRest(args: JoinedText, start: number, word: number, end: number): BuildFault["correction"] {
  const from = word - (args.at(word) - start);
  const at = span(start, args.spanOf(word, end).end);
  if (from < 0 || args.at(from) !== start || at.end - at.start !== end - from) return undefined;
  const text = quotedWhole(args.text.slice(from, end));
  return text === undefined ? undefined : { title: "Put the value in quotes", at, text };
}

function readRest(instruction: Instruction, first: Span, context: EnvContext): readonly EnvPair[] {
  const { args } = instruction;
  const rest = /^\s*/.exec(args.text.slice(first.end))?.[0].length ?? 0;
  const name = args.text.slice(first.start, first.end);
  if (first.end + rest >= args.text.length) {
    context.fault({
      kind: "syntax",
      at: args.spanOf(first.start, first.end),
      name,
      refuses: true,
      before: name,
      after: undefined,
      detail: "`ENV` needs a name and a value; the builder finds only a name, and the build stops",
    });
    return [];
  }
  const start = first.end + rest;
  const whole = args.spanOf(first.start, args.text.length);
  const pair = readPair(
    instruction,
    { name: first.start, sign: first.end, value: start, end: args.text.length },
    "rest",
    [whole],
    context,
  );
  checkRest(args, first, start, pair, context);
  return [pair];
}

/** The old form takes what a person meant as a sign, or as another keyword, for a part of name or value. */
function checkRest(args: JoinedText, first: Span, start: number, pair: EnvPair, context: EnvContext): void {
  const rest = args.text.slice(start);
  const name = args.text.slice(first.start, first.end);
  if (/^=\s/.test(rest))
    context.fault({
      kind: "sign-kept",
      at: args.spanOf(start, start + 1),
      name,
      refuses: false,
      before: `${name} ${rest}`,
      after: rest,
      detail: `a space before \`=\` makes the old form of \`ENV\`: the value is \`${rest.slice(0, 40)}\`, with the sign`,
    });
  else if (name === "export" || name.endsWith(":"))
    context.fault({
      kind: "name-changed",
      at: pair.nameSpan,
      name: /KONG_\w+/.exec(args.text)?.[0],
      refuses: false,
      before: args.text,
      after: name,
      detail: `the builder sets a variable named \`${name.slice(0, 60)}\``,
    });
}

function readPair(
  instruction: Instruction,
  at: { name: number; sign: number; value: number; end: number },
  form: EnvPair["form"],
  siblings: readonly Span[],
  context: EnvContext,
): EnvPair {
  const { args } = instruction;
  const expandedName = expandWord(args, at.name, at.sign, context.word);
  const expanded = expandWord(args, at.value, at.end, context.word);
  const nameSpan = args.spanOf(at.name, at.sign);
  const name =
    textOfVariable({ kind: "text", pieces: expandedName.value.pieces() }) ??
    args.text.slice(at.name, at.sign);
  const valueSpan = args.spanOf(at.value, at.end);
  const fault = expandedName.fault ?? expanded.fault;
  if (name === "")
    context.fault({
      kind: "syntax",
      at: args.spanOf(at.name, at.end),
      name: undefined,
      refuses: true,
      before: args.text.slice(at.name, at.end),
      after: undefined,
      detail: "the builder finds no name before `=`, and the build stops",
    });
  const written = args.text.slice(at.value, at.end);
  if (fault !== undefined)
    context.fault({
      kind: fault.kind,
      at: fault.span,
      name,
      refuses: true,
      before: written,
      after: undefined,
      detail: fault.detail,
    });
  const value: Value = fault === undefined ? expanded.value.build() : { kind: "refused" };
  for (const vanished of expanded.vanished) {
    // A declared argument may be empty on purpose.
    if (context.isDeclared(vanished.name)) continue;
    const global = context.isGlobal(vanished.name);
    context.fault({
      kind: global ? "argument-out-of-scope" : "dollar-eaten",
      at: vanished.span,
      name,
      refuses: false,
      before: written,
      after: textOfVariable({ kind: "text", pieces: expanded.value.pieces() }),
      detail: global
        ? `\`ARG ${vanished.name}\` before the first \`FROM\` applies in \`FROM\` only, until the stage declares it again`
        : `no variable \`${vanished.name}\` is set here, so the builder puts nothing in place of \`$${vanished.name}\``,
    });
  }
  return {
    name,
    value,
    nameSpan,
    valueSpan,
    wordSpan: args.spanOf(at.name, at.end),
    form,
    instruction,
    siblings,
  };
}
