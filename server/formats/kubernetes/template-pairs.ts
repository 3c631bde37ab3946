import { type Span, span } from "../../../grammar/text/span.ts";

/** `name:` and `value:` of a variable in a manifest that a template makes. */
export interface TemplatePair {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value with its quotes; empty where it is not on the line. */
  readonly written: Span;
  readonly inner: Span;
  readonly text: string;
  /** Whether the text is what the process gets, and not a part of a template or of several lines. */
  readonly isLiteral: boolean;
  readonly span: Span;
}

const NAME = /^([ \t]*)- name[ \t]*:[ \t]*(["']?)(KONG_[A-Z0-9_]+)\2[ \t]*(?:#.*)?$/;
const VALUE = /^([ \t]*)value[ \t]*:[ \t]*(.*?)[ \t]*$/;
const FLOW =
  /^([ \t]*)- \{[ \t]*name[ \t]*:[ \t]*(["']?)(KONG_[A-Z0-9_]+)\2[ \t]*,[ \t]*value[ \t]*:[ \t]*(.*?)[ \t]*\}[ \t]*(?:#.*)?$/;

/**
 * The variables of Kong in a text that is YAML only once a template has been filled in: `- name: KONG_…` and the `value:` below it, with
 * nothing but lines of the template between them.
 */
export function readTemplatePairs(text: string): readonly TemplatePair[] {
  const pairs: TemplatePair[] = [];
  let pending:
    | { readonly name: string; readonly nameSpan: Span; readonly indent: number; readonly start: number }
    | undefined;
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end).replace(/\r$/, "");
    const flow = FLOW.exec(line);
    const name = NAME.exec(line);
    const value = pending === undefined ? null : VALUE.exec(line);
    if (flow !== null) {
      const [, indent = "", quote = "", word = "", written = ""] = flow;
      const start = at + line.indexOf(word, indent.length);
      const from = at + line.lastIndexOf(written);
      pairs.push(
        pairOf(word, span(start, start + word.length), written, from, at + indent.length + quote.length * 0),
      );
      pending = undefined;
    } else if (name !== null) {
      const [, indent = "", , word = ""] = name;
      const start = at + line.indexOf(word, indent.length);
      pending = {
        name: word,
        nameSpan: span(start, start + word.length),
        indent: indent.length,
        start: at + indent.length,
      };
    } else if (pending !== undefined && value !== null) {
      const [, indent = "", written = ""] = value;
      if (indent.length > pending.indent)
        pairs.push(
          pairOf(
            pending.name,
            pending.nameSpan,
            written,
            at + line.length - line.slice(indent.length).length + valueOffset(line, indent.length),
            pending.start,
          ),
        );
      pending = undefined;
    } else if (!/^[ \t]*(?:\{\{.*\}\}[ \t]*|\{%.*%\}[ \t]*|#.*)?$/.test(line)) pending = undefined;
    at = end + 1;
  }
  return pairs;
}

/** How far after the indentation the value begins. */
function valueOffset(line: string, indent: number): number {
  return /^value[ \t]*:[ \t]*/.exec(line.slice(indent))?.[0].length ?? 0;
}

function pairOf(name: string, nameSpan: Span, written: string, from: number, start: number): TemplatePair {
  const quoted = /^(["'])((?:(?!\1)[^\\])*)\1[ \t]*(?:#.*)?$/.exec(written);
  const plain = quoted === null ? written.replace(/(?:^|[ \t]+)#.*$/, "") : undefined;
  const text = quoted?.[2] ?? plain ?? "";
  const length = quoted === null ? text.length : text.length + 2;
  const isLiteral = quoted !== null || !/^[|>&*!"'[{]/.test(text);
  const inner = quoted === null ? span(from, from + length) : span(from + 1, from + 1 + text.length);
  return {
    name,
    nameSpan,
    written: span(from, from + length),
    inner,
    text,
    isLiteral: isLiteral && !/\{\{|\{%|<%/.test(text),
    span: span(start, Math.max(nameSpan.end, from + length)),
  };
}
