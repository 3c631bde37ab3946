import { type Span, span } from "../../../grammar/text/span.ts";
import { readExpression } from "./parse-expression.ts";
import { readQuoted } from "./parse-template.ts";
import { HclScanner } from "./scanner.ts";
import type { HclAttribute, HclBlock, HclBody, HclExpression, HclText } from "./tree.ts";

const MOST_DEPTH = 200;

/**
 * Reads the structure of an HCL text: blocks, attributes and expressions with exact places. What only evaluation could tell is `other`, or a
 * part of a template that is filled in. Total: what is no HCL becomes a fault, and reading goes on after it.
 */
export function parseHcl(text: string): HclText {
  const scanner = new HclScanner(text);
  const body = readBody(scanner, 0);
  return { body, comments: scanner.comments, faults: scanner.faults };
}

/** Reads up to the brace that closes the body, or the end of the text. */
function readBody(scanner: HclScanner, depth: number): HclBody {
  const start = scanner.at;
  const items: (HclAttribute | HclBlock)[] = [];
  for (;;) {
    scanner.skipBlanks(true);
    if (scanner.isAtEnd) break;
    if (scanner.peek() === "}") {
      if (depth > 0) break;
      scanner.fault(span(scanner.at, scanner.at + 1), "`}` closes nothing");
      scanner.at++;
      continue;
    }
    const before = scanner.at;
    const item = readItem(scanner, depth);
    if (item !== undefined) items.push(item);
    if (scanner.at > before) continue;
    scanner.fault(span(before, before + 1), `\`${scanner.peek()}\` does not belong here`);
    scanner.at++;
  }
  return { items, span: span(start, scanner.at) };
}

function readItem(scanner: HclScanner, depth: number): HclAttribute | HclBlock | undefined {
  const start = scanner.at;
  const quoted = scanner.peek() === '"' ? readQuoted(scanner) : undefined;
  const name =
    quoted === undefined ? scanner.identifier() : scanner.text.slice(quoted.inner.start, quoted.inner.end);
  if (name === undefined) return undefined;
  if (quoted === undefined) scanner.at += name.length;
  const nameSpan = quoted?.inner ?? span(start, scanner.at);
  scanner.skipBlanks(false);
  if (scanner.peek() === "=" && scanner.peek(1) !== "=") {
    scanner.at++;
    const value = readExpression(scanner, "body", depth);
    return { kind: "attribute", name, nameSpan, value, span: span(start, value.span.end) };
  }
  const labels: { readonly text: string; readonly span: ReturnType<typeof span> }[] = [];
  for (;;) {
    const at = scanner.at;
    if (scanner.peek() === '"') {
      const { inner } = readQuoted(scanner);
      labels.push({ text: scanner.text.slice(inner.start, inner.end), span: inner });
    } else {
      const word = scanner.identifier();
      if (word === undefined) break;
      scanner.at += word.length;
      labels.push({ text: word, span: span(at, scanner.at) });
    }
    scanner.skipBlanks(false);
  }
  if (scanner.peek() !== "{" || depth >= MOST_DEPTH) {
    scanner.fault(nameSpan, `\`${name}\` is neither a block nor an attribute`);
    skipLine(scanner);
    return undefined;
  }
  return readBlock(scanner, { type: name, typeSpan: nameSpan, labels, start }, depth);
}

function readBlock(
  scanner: HclScanner,
  { start, ...head }: Pick<HclBlock, "type" | "typeSpan" | "labels"> & { readonly start: number },
  depth: number,
): HclBlock {
  const brace = span(scanner.at, scanner.at + 1);
  scanner.at++;
  const body = readBody(scanner, depth + 1);
  if (scanner.isAtEnd) scanner.fault(brace, "the brace is not closed");
  else scanner.at++;
  return { kind: "block", ...head, body, span: span(start, scanner.at) };
}

function skipLine(scanner: HclScanner): void {
  const end = scanner.text.indexOf("\n", scanner.at);
  scanner.at = end < 0 ? scanner.text.length : Math.max(end, scanner.at + 1);
}

/** An expression by itself, such as the JSON in a heredoc, which is one as well. */
export interface HclExpressionText {
  readonly expression: HclExpression;
  readonly comments: HclText["comments"];
  readonly faults: HclText["faults"];
}

/** Reads a part of a text as one expression, with offsets of the text. */
export function parseHclExpression(text: string, { start, end }: Span): HclExpressionText {
  const scanner = new HclScanner(text.slice(0, end));
  scanner.at = start;
  const expression = readExpression(scanner, "brackets", 0);
  return { expression, comments: scanner.comments, faults: scanner.faults };
}
