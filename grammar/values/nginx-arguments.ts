import { memoizeText } from "../text/memoize.ts";
import { type Span, span } from "../text/span.ts";
import { wordTable } from "../text/word-table.ts";

/** One argument of a directive. */
export interface NginxArgument {
  /** Without its quotes, escapes resolved. */
  readonly text: string;
  /** UTF-16 offsets into the value, quotes included. */
  readonly span: Span;
  readonly quote: '"' | "'" | undefined;
}

/**
 * Why nginx would not read the text as the arguments of one directive.
 * - `unclosed-quote`: a quote that opens an argument is not closed
 * - `text-after-quote`: characters follow a closing quote without a blank
 * - `semicolon`: the directive ends before the value does, or at its end
 * - `brace`: a block opens or closes
 */
export type NginxArgumentProblem = "unclosed-quote" | "text-after-quote" | "semicolon" | "brace";

/** The arguments as far as they can be read, and what ends them early. */
export interface NginxArguments {
  readonly arguments: readonly NginxArgument[];
  /** The last stretch from a `#` where an argument would begin to the end of its line: nginx skips it. */
  readonly comment: Span | undefined;
  readonly problem: { readonly kind: NginxArgumentProblem; readonly span: Span } | undefined;
}

/** What a backslash before a character stands for; before any other it stays as it is. */
const ESCAPES: Readonly<Record<string, string>> = wordTable({
  '"': '"',
  "'": "'",
  "\\": "\\",
  t: "\t",
  r: "\r",
  n: "\n",
});
/** What nginx takes for the sign of a mistake where an argument would begin. */
const ENDS: Readonly<Record<string, NginxArgumentProblem>> = wordTable({
  ";": "semicolon",
  "{": "brace",
  "}": "brace",
});

/**
 * Reads a text as nginx reads what stands between the name of a directive and its `;`: words at blanks, quotes that open at
 * the begin of a word, backslash escapes, `${name}` as part of a word, comments. Total: any text has an answer.
 */
export const nginxArguments: (text: string) => NginxArguments = memoizeText((text) => readArguments(text, 0));

/** A directive after the first one of a value. */
export interface NginxStatement {
  readonly name: NginxArgument;
  /** What follows the name, with offsets into the whole value. */
  readonly value: NginxArguments;
}

/** The directives that follow the first one in a value such as `1m; directive value`. */
export const laterStatements: (text: string) => readonly NginxStatement[] = memoizeText((text) => {
  const found: NginxStatement[] = [];
  let { problem } = nginxArguments(text);
  while (problem?.kind === "semicolon") {
    const next = readArguments(text, problem.span.end);
    const [name, ...rest] = next.arguments;
    if (name !== undefined) found.push({ name, value: { ...next, arguments: rest } });
    problem = next.problem;
  }
  return found;
});

function readArguments(text: string, start: number): NginxArguments {
  const found: NginxArgument[] = [];
  let comment: Span | undefined;
  const stop = (kind: NginxArgumentProblem, at: number): NginxArguments => ({
    arguments: found,
    comment,
    problem: { kind, span: span(at, at + 1) },
  });
  let at = start;
  while (at < text.length) {
    const first = text.charAt(at);
    const end = ENDS[first];
    if (end !== undefined) return stop(end, at);
    if (isBlank(first)) {
      at++;
    } else if (first === "#") {
      const lineEnd = text.indexOf("\n", at);
      comment = span(at, lineEnd === -1 ? text.length : lineEnd);
      at = comment.end;
    } else {
      const argument = first === '"' || first === "'" ? quoted(text, at, first) : word(text, at);
      if (argument === undefined) return stop("unclosed-quote", at);
      found.push(argument);
      at = argument.span.end;
      const next = text.charAt(at);
      if (argument.quote !== undefined && next !== "" && !isBlank(next) && !";{)".includes(next))
        return stop("text-after-quote", at);
    }
  }
  return { arguments: found, comment, problem: undefined };
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}

/** An argument in quotes; undefined where they are not closed. */
function quoted(text: string, start: number, quote: '"' | "'"): NginxArgument | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === quote)
      return { text: resolved(text.slice(start + 1, at)), span: span(start, at + 1), quote };
  }
  return undefined;
}

/** A word ends at a blank, a semicolon, or a brace that opens no `${`. */
function word(text: string, start: number): NginxArgument {
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "$" && text.charAt(at + 1) === "{") at++;
    else if (isBlank(character) || character === ";" || character === "{") break;
    at += character === "\\" ? 2 : 1;
  }
  const end = Math.min(at, text.length);
  return { text: resolved(text.slice(start, end)), span: span(start, end), quote: undefined };
}

function resolved(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(.)/gs, (whole, escaped: string) => ESCAPES[escaped] ?? whole);
}
