import { memoizeText } from "../text/memoize.ts";
import type { Span } from "../text/span.ts";

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
  readonly problem: { readonly kind: NginxArgumentProblem; readonly span: Span } | undefined;
}

/**
 * Reads a text as nginx reads what stands between the name of a directive and its `;`: words at blanks, quotes that open
 * at the begin of a word, backslash escapes, `${name}` as part of a word. Total: any text has an answer.
 */
export const nginxArguments: (text: string) => NginxArguments = memoizeText(readArguments);

function readArguments(text: string): NginxArguments {
  const found: NginxArgument[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text[at])) at++;
    const first = text[at];
    if (first === undefined) return { arguments: found, problem: undefined };
    if (first === ";" || first === "{" || first === "}")
      return {
        arguments: found,
        problem: { kind: first === ";" ? "semicolon" : "brace", span: { start: at, end: at + 1 } },
      };
    const end = first === '"' || first === "'" ? quotedEnd(text, at) : wordEnd(text, at);
    if (end === undefined)
      return { arguments: found, problem: { kind: "unclosed-quote", span: { start: at, end: at + 1 } } };
    const quote = first === '"' || first === "'" ? first : undefined;
    const inner = quote === undefined ? text.slice(at, end) : text.slice(at + 1, end - 1);
    found.push({ text: inner.replace(/\\(["'\\])/g, "$1"), span: { start: at, end }, quote });
    const next = text[end];
    if (quote !== undefined && next !== undefined && !isBlank(next) && !";{)".includes(next))
      return { arguments: found, problem: { kind: "text-after-quote", span: { start: end, end: end + 1 } } };
    at = end;
  }
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}

/** The offset after the closing quote. */
function quotedEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[start]) return at + 1;
  }
  return undefined;
}

/** Words end at a blank, a semicolon, or a brace that does not belong to `${`. */
function wordEnd(text: string, start: number): number {
  let variable = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\") at++;
    else if (character === "$" && text[at + 1] === "{") {
      variable = true;
      at++;
    } else if (variable && character === "}") variable = false;
    else if (isBlank(character) || character === ";" || character === "{") return at;
  }
  return text.length;
}
