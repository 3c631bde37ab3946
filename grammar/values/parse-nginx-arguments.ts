import { type Span, span } from "../text/span.ts";
import { wordTable } from "../text/word-table.ts";

/** One argument of an nginx directive. */
export interface NginxArgument {
  /** With its quotes. */
  readonly span: Span;
  /** Quotes dropped, escapes resolved. */
  readonly text: string;
  readonly quote: '"' | "'" | undefined;
}

/** What ends a directive. `text`: the given text is at its end, and what follows it decides. */
export type NginxDirectiveEnd = "semicolon" | "block-start" | "block-end" | "text";

/** Where nginx would refuse to go on. */
export interface NginxArgumentProblem {
  readonly kind: "unclosed-quote" | "unexpected-character";
  readonly span: Span;
}

export interface NginxArguments {
  readonly arguments: readonly NginxArgument[];
  readonly end: NginxDirectiveEnd;
  /** Behind the sign that ends the directive, or behind the character that nginx does not expect. */
  readonly endOffset: number;
  /** nginx stops at the first one; the arguments before it are given. */
  readonly problem: NginxArgumentProblem | undefined;
}

const BLANK = /[ \t\r\n]/;
const ENDS: Readonly<Record<string, NginxDirectiveEnd>> = wordTable({
  ";": "semicolon",
  "{": "block-start",
  "}": "block-end",
});
const ESCAPES: Readonly<Record<string, string>> = wordTable({
  '"': '"',
  "'": "'",
  "\\": "\\",
  t: "\t",
  r: "\r",
  n: "\n",
});

/**
 * The arguments of one directive from `offset` on, split as nginx splits them: at blanks, outside quotes that begin
 * an argument, up to `;` or a brace. `#` where an argument would begin is a comment to the end of the line; `${`
 * opens no block; a closing brace counts only where no argument stands before it.
 * @param text the text behind a directive's name, or any part of an nginx file; offsets are UTF-16
 */
export function parseNginxArguments(text: string, offset = 0): NginxArguments {
  const found: NginxArgument[] = [];
  const stop = (
    end: NginxDirectiveEnd,
    endOffset: number,
    problem?: NginxArgumentProblem,
  ): NginxArguments => ({
    arguments: found,
    end,
    endOffset,
    problem,
  });
  let at = offset;
  while (at < text.length) {
    const character = text.charAt(at);
    const end = ENDS[character];
    if (BLANK.test(character)) {
      at++;
    } else if (character === "#") {
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd === -1 ? text.length : lineEnd;
    } else if (end !== undefined) {
      const misplaced = end === "block-end" && found.length > 0;
      return misplaced ? stop("text", at + 1, unexpected(at)) : stop(end, at + 1);
    } else {
      const argument =
        character === '"' || character === "'" ? quoted(text, at, character) : unquoted(text, at);
      if (argument === undefined) {
        return stop("text", text.length, { kind: "unclosed-quote", span: span(at, text.length) });
      }
      found.push(argument);
      at = argument.span.end;
      if (argument.quote !== undefined && at < text.length && !/[ \t\r\n;{)]/.test(text.charAt(at))) {
        return stop("text", at + 1, unexpected(at));
      }
    }
  }
  return stop("text", text.length);
}

function unexpected(at: number): NginxArgumentProblem {
  return { kind: "unexpected-character", span: span(at, at + 1) };
}

function unquoted(text: string, start: number): NginxArgument {
  let afterDollar = false;
  let at = start;
  while (at < text.length) {
    const character = text.charAt(at);
    if (!(character === "{" && afterDollar)) {
      if (BLANK.test(character) || character === ";" || character === "{") break;
      afterDollar = character === "$";
    }
    at += character === "\\" ? 2 : 1;
  }
  const end = Math.min(at, text.length);
  return { span: span(start, end), text: resolve(text.slice(start, end)), quote: undefined };
}

function quoted(text: string, start: number, quote: '"' | "'"): NginxArgument | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === quote) {
      return { span: span(start, at + 1), text: resolve(text.slice(start + 1, at)), quote };
    }
  }
  return undefined;
}

function resolve(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(.)/gs, (whole, escaped: string) => ESCAPES[escaped] ?? whole);
}
