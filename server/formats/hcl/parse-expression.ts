import { type Span, span } from "../../../grammar/text/span.ts";
import { readHeredoc, readQuoted } from "./parse-template.ts";
import type { HclScanner } from "./scanner.ts";
import type { HclEntry, HclExpression } from "./tree.ts";

/** Deeper texts are of no use to anybody, and would exhaust the stack. */
const MOST_DEPTH = 200;
const NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** What goes on with an expression after its first part. */
const CONTINUES = /[.[?:+\-*/%=!<>&|(]/;
const OPENING = "([{";
const CLOSING = ")]}";

/** Where an expression is: in a body its line ends it, in brackets a comma or the closing bracket. */
type Within = "body" | "brackets" | "object";

/** Reads the expression at the place of a scanner. Total: what is no expression is `other`. */
export function readExpression(scanner: HclScanner, within: Within, depth: number): HclExpression {
  scanner.skipBlanks(within === "brackets");
  const start = scanner.at;
  const first = depth > MOST_DEPTH ? undefined : readPrimary(scanner, depth);
  const after = scanner.at;
  scanner.skipBlanks(within === "brackets");
  // In an object of old files, `:` comes after a key and never after a value.
  if (first !== undefined && !CONTINUES.test(scanner.peek() || "\n")) {
    if (scanner.peek() !== "\n") scanner.at = after;
    return first;
  }
  if (first !== undefined && (scanner.startsWith("//") || scanner.startsWith("/*"))) return first;
  const end = skipRest(scanner, within);
  return { kind: "other", span: span(start, Math.max(start, end)) };
}

function readPrimary(scanner: HclScanner, depth: number): HclExpression | undefined {
  const start = scanner.at;
  const character = scanner.peek();
  if (character === '"') return readQuoted(scanner);
  if (character === "[") return readList(scanner, depth);
  if (character === "{") return readObject(scanner, depth);
  if (character === "<") {
    const heredoc = scanner.heredoc();
    return heredoc === undefined ? undefined : readHeredoc(scanner, heredoc);
  }
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(scanner.text)?.[0];
  if (number !== undefined) {
    scanner.at += number.length;
    return { kind: "literal", type: "number", text: number, span: span(start, scanner.at) };
  }
  const word = scanner.identifier();
  if (word === undefined) return undefined;
  scanner.at += word.length;
  const place = span(start, scanner.at);
  if (word === "true" || word === "false")
    return { kind: "literal", type: "boolean", text: word, span: place };
  if (word === "null") return { kind: "literal", type: "null", text: word, span: place };
  return scanner.peek() === "(" ? readCall(scanner, word, start, depth) : { kind: "other", span: place };
}

function readCall(scanner: HclScanner, name: string, start: number, depth: number): HclExpression {
  const items = readItems(scanner, ")", depth);
  return { kind: "call", name, arguments: items, span: span(start, scanner.at) };
}

function readList(scanner: HclScanner, depth: number): HclExpression {
  const start = scanner.at;
  if (beginsFor(scanner)) return skipBrackets(scanner, start);
  const items = readItems(scanner, "]", depth);
  return { kind: "list", items, span: span(start, scanner.at) };
}

/** `[for x in …]`, `{for …}` */
function beginsFor(scanner: HclScanner): boolean {
  return /^.\s*for\s/.test(scanner.text.slice(scanner.at, scanner.at + 40));
}

function skipBrackets(scanner: HclScanner, start: number): HclExpression {
  skipBalanced(scanner);
  return { kind: "other", span: span(start, scanner.at) };
}

/** The parts between brackets, and past the closing one. */
function readItems(scanner: HclScanner, closing: string, depth: number): HclExpression[] {
  const opening = span(scanner.at, scanner.at + 1);
  scanner.at++;
  const items: HclExpression[] = [];
  for (;;) {
    scanner.skipBlanks(true);
    if (scanner.isAtEnd) {
      scanner.fault(opening, "the bracket is not closed");
      return items;
    }
    const character = scanner.peek();
    if (character === closing) {
      scanner.at++;
      return items;
    }
    if (character === ",") {
      scanner.at++;
      continue;
    }
    const before = scanner.at;
    items.push(readExpression(scanner, "brackets", depth + 1));
    if (scanner.at > before) continue;
    // A bracket of another kind closes nothing here.
    scanner.fault(span(before, before + 1), `\`${character}\` closes nothing`);
    scanner.at++;
  }
}

function readObject(scanner: HclScanner, depth: number): HclExpression {
  const start = scanner.at;
  if (beginsFor(scanner)) return skipBrackets(scanner, start);
  scanner.at++;
  const entries: HclEntry[] = [];
  for (;;) {
    scanner.skipBlanks(true);
    if (scanner.isAtEnd) {
      scanner.fault(span(start, start + 1), "the brace is not closed");
      break;
    }
    if (scanner.peek() === "}") {
      scanner.at++;
      break;
    }
    const before = scanner.at;
    if (scanner.peek() === ",") scanner.at++;
    else {
      const entry = readEntry(scanner, depth);
      if (entry !== undefined) entries.push(entry);
    }
    if (scanner.at > before) continue;
    scanner.fault(span(before, before + 1), `\`${scanner.peek()}\` does not belong here`);
    scanner.at++;
  }
  return { kind: "object", entries, span: span(start, scanner.at) };
}

function readEntry(scanner: HclScanner, depth: number): HclEntry | undefined {
  const start = scanner.at;
  const { key, at } = readKey(scanner);
  scanner.skipBlanks(false);
  const sign = scanner.peek();
  if ((sign !== "=" && sign !== ":") || scanner.peek(1) === "=") {
    skipRest(scanner, "object");
    return undefined;
  }
  scanner.at++;
  const value = readExpression(scanner, "object", depth + 1);
  return { key, keySpan: at, value, span: span(start, value.span.end) };
}

/** A name, a text in quotes, or an expression in parentheses. */
function readKey(scanner: HclScanner): { readonly key: string | undefined; readonly at: Span } {
  const start = scanner.at;
  if (scanner.peek() === '"') {
    const quoted = readQuoted(scanner);
    const isKnown = quoted.parts.every(({ kind }) => kind === "text");
    const key = quoted.parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
    return { key: isKnown ? key : undefined, at: quoted.inner };
  }
  const word = scanner.identifier();
  if (word !== undefined) {
    scanner.at += word.length;
    const isWhole = !/[.[(]/.test(scanner.peek() || " ");
    if (!isWhole) skipKey(scanner);
    return { key: isWhole ? word : undefined, at: span(start, scanner.at) };
  }
  skipKey(scanner);
  return { key: undefined, at: span(start, scanner.at) };
}

function skipKey(scanner: HclScanner): void {
  while (!scanner.isAtEnd && !/[=:\n,}]/.test(scanner.peek())) {
    if (OPENING.includes(scanner.peek())) skipBalanced(scanner);
    else scanner.at++;
  }
}

/** Goes to the end of an expression that is not read further. @returns the end of its last character that is no blank */
function skipRest(scanner: HclScanner, within: Within): number {
  let end = scanner.at;
  while (!scanner.isAtEnd) {
    const character = scanner.peek();
    if (CLOSING.includes(character)) break;
    if (character === "," && within !== "body") break;
    if (character === "\n" && within !== "brackets") break;
    if (OPENING.includes(character)) skipBalanced(scanner);
    else if (character === '"') scanner.at = scanner.endOfQuoted(scanner.at).end;
    else if (character === "#" || scanner.startsWith("//") || scanner.startsWith("/*")) {
      scanner.skipBlanks(within === "brackets");
      continue;
    } else scanner.at += skipHeredoc(scanner) ?? 1;
    if (character.trim() !== "") end = scanner.at;
  }
  return end;
}

function skipHeredoc(scanner: HclScanner): number | undefined {
  const heredoc = scanner.peek() === "<" ? scanner.heredoc() : undefined;
  return heredoc === undefined ? undefined : heredoc.end - scanner.at;
}

/** Goes past a bracket with all that is inside it. */
function skipBalanced(scanner: HclScanner): void {
  const start = scanner.at;
  let depth = 0;
  while (!scanner.isAtEnd) {
    const character = scanner.peek();
    if (character === '"') {
      scanner.at = scanner.endOfQuoted(scanner.at).end;
      continue;
    }
    if (character === "#" || scanner.startsWith("//") || scanner.startsWith("/*")) {
      scanner.skipBlanks(true);
      continue;
    }
    if (OPENING.includes(character)) depth++;
    if (CLOSING.includes(character)) depth--;
    scanner.at += skipHeredoc(scanner) ?? 1;
    if (depth === 0) return;
  }
  scanner.fault(span(start, start + 1), "the bracket is not closed");
}
