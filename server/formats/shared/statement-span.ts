import { type Span, span } from "../../../grammar/text/span.ts";

/**
 * The lines of a statement with its leading blanks and trailing comment, without the line break that ends it. Where something else stands on
 * the same lines, as in flow style, it is the statement alone.
 */
export function statementLines(text: string, statement: Span): Span {
  const lineStart = statement.start === 0 ? 0 : text.lastIndexOf("\n", statement.start - 1) + 1;
  const found = text.indexOf("\n", Math.max(statement.start, statement.end - 1));
  const lineEnd = found < 0 ? text.length : found;
  const end = lineEnd > lineStart && text.charAt(lineEnd - 1) === "\r" ? lineEnd - 1 : lineEnd;
  const isAlone =
    text.slice(lineStart, statement.start).trim() === "" &&
    /^[ \t]*(?:#.*)?$/.test(text.slice(Math.min(statement.end, end), end));
  return isAlone ? span(lineStart, Math.max(end, statement.start)) : statement;
}
