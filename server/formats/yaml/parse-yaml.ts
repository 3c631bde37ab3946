import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  parse,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { SourceMap } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import { scalarMap } from "./scalar-map.ts";
import type {
  ScalarStyle,
  YamlAlias,
  YamlComment,
  YamlDocument,
  YamlFault,
  YamlItem,
  YamlNode,
  YamlPair,
  YamlScalar,
  YamlText,
} from "./tree.ts";

/** Deeper texts are of no use to anybody, and would exhaust the stack of those that walk the tree. */
const MOST_DEPTH = 200;

/**
 * Rules of YAML 1.2 that the readers behind Compose and Kubernetes (libyaml, PyYAML) do not hold: they count no bytes of a key.
 */
const NOT_HELD = new Set<string>(["KEY_OVER_1024_CHARS"]);

/** Words of template languages at the start of a line, where YAML has no place for them. */
const TEMPLATE_LINE = /^[ \t]*(?:\{\{-?[ \t]*[^}]|\{%|<%|%\{)/m;

/** Characters that no reader takes, wherever they stand. A byte order mark may begin the text. */
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the structure of a YAML text: nodes with exact ranges, comments, faults. Types of scalars are left to `resolvePlain`, since no two
 * readers agree on them, and merge keys to `entriesOf`. Total: what the library cannot read becomes a fault.
 */
export function parseYaml(text: string): YamlText {
  const isTemplate = TEMPLATE_LINE.test(text);
  const { tokens, documents } = parseLeniently(text);
  const forbidden = FORBIDDEN.exec(text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text);
  const [first] = documents;
  if (forbidden !== null && first !== undefined) {
    const fault: YamlFault = {
      at: span(forbidden.index, forbidden.index + forbidden[0].length),
      message: "a control character, or bytes that are not UTF-8, cannot appear in it",
    };
    documents[0] = { ...first, faults: [fault, ...first.faults] };
  }
  return { documents, comments: text.includes("#") ? commentsOf(tokens) : [], isTemplate };
}

interface Parsed {
  readonly tokens: readonly CST.Token[];
  readonly documents: YamlDocument[];
}

/** So often a text is read again; more often only where it is short. */
const MOST_RETRIES = 3;
const MOST_CHARACTERS = 30_000;

/**
 * YAML 1.2 wants each line of a list in brackets, of a map in braces and of a quoted text further in than what holds it; the readers behind
 * Compose and Kubernetes do not. Such a line break means the same as a blank, so the text is read again with one in its place.
 */
function parseLeniently(text: string): Parsed {
  const strict = parseOnce(text, text);
  let at = strict.underindented;
  let attempt = strict;
  let readable = text;
  const most = Math.max(MOST_RETRIES, Math.floor(MOST_CHARACTERS / (text.length + 1)));
  for (let tries = 0; at !== undefined && tries < Math.min(most, 30); tries++) {
    const lineBreak = lineBreakBefore(readable, at);
    if (lineBreak === undefined) break;
    readable = `${readable.slice(0, lineBreak.start)}${" ".repeat(lineBreak.end - lineBreak.start)}${readable.slice(lineBreak.end)}`;
    attempt = parseOnce(readable, text);
    at = attempt.underindented;
  }
  return at === undefined ? attempt : strict;
}

/** The line break, with a comment before it, that comes before an offset or stands at it. */
function lineBreakBefore(text: string, offset: number): Span | undefined {
  let end = offset;
  while (end > 0 && /[ \t]/.test(text.charAt(end - 1))) end--;
  const at =
    text.charAt(end) === "\n" ? end : text.charAt(end - 1) === "\n" ? end - 1 : text.indexOf("\n", offset);
  if (at < 0 || at >= text.length - 1) return undefined;
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  // A comment would take the rest of the list along.
  const comment = /(?:^|[ \t])#[^"']*$/.exec(line);
  return span(comment === null ? at : at - line.length + comment.index, at + 1);
}

function parseOnce(text: string, original: string): Parsed & { readonly underindented: number | undefined } {
  try {
    const tokens = [...new Parser().parse(text)];
    const composed = composeAll(tokens, text);
    let underindented: number | undefined;
    for (const { errors } of composed)
      for (const { code, message, pos } of errors)
        if (isUnderindented(code, message) && underindented === undefined) underindented = pos[0];
    return {
      tokens,
      documents: composed.map((each) => readDocument(each, original, text !== original)),
      underindented,
    };
  } catch (error) {
    // Only the depth of a text can exhaust the stack; everything else the library reports in place.
    if (!(error instanceof RangeError)) throw error;
    const fault: YamlFault = { at: span(0, 0), message: "it is nested too deeply" };
    const whole = span(0, text.length);
    return {
      tokens: [],
      documents: [{ root: undefined, faults: [fault], span: whole }],
      underindented: undefined,
    };
  }
}

function isUnderindented(code: string, message: string): boolean {
  return (
    (code === "BAD_INDENT" && message.startsWith("Flow")) ||
    (code === "MISSING_CHAR" && message.includes("quote"))
  );
}

function composeAll(tokens: readonly CST.Token[], text: string): Document.Parsed[] {
  const composer = new Composer({
    // Every plain scalar is text, and neither merge keys nor duplicates are the library's to judge.
    schema: "failsafe",
    merge: false,
    uniqueKeys: false,
    strict: false,
    keepSourceTokens: true,
    logLevel: "silent",
    prettyErrors: false,
  });
  return [...composer.compose(tokens, false, text.length)] as Document.Parsed[];
}

function readDocument(document: Document.Parsed, text: string, isRewritten: boolean): YamlDocument {
  const faults: YamlFault[] = [];
  // The library puts what is missing at the end of a text after it.
  for (const { code, pos, message } of document.errors)
    if (!NOT_HELD.has(code))
      faults.push({
        at: span(Math.min(pos[0], text.length), Math.min(pos[1], text.length)),
        message: sentence(message),
      });
  const reader = new NodeReader(text, faults, isRewritten);
  const root = document.contents === null ? undefined : reader.read(document.contents, 0);
  return { root, faults, span: span(document.range[0], document.range[2]) };
}

/** Messages are used within sentences. */
function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
}

const STYLES: Readonly<Record<string, ScalarStyle>> = wordTable({
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
});

/** Turns the nodes of one document into those of `tree.ts`. */
class NodeReader {
  readonly #text: string;
  readonly #faults: YamlFault[];
  /** An anchor may be given again; an alias means the last one before it. */
  readonly #anchors = new Map<string, YamlNode>();

  readonly #isRewritten: boolean;

  constructor(text: string, faults: YamlFault[], isRewritten: boolean) {
    this.#text = text;
    this.#faults = faults;
    this.#isRewritten = isRewritten;
  }

  read(node: Node, depth: number): YamlNode {
    if (depth > MOST_DEPTH) {
      const at = this.#spanOf(node);
      this.#faults.push({ at: span(at.start, at.start + 1), message: "it is nested too deeply" });
      return emptyScalar(at.start);
    }
    if (isAlias(node)) return this.#alias(node.source, this.#spanOf(node));
    const read = isMap(node)
      ? this.#mapping(node, depth)
      : isSeq(node)
        ? this.#sequence(node, depth)
        : isScalar(node)
          ? this.#scalar(node)
          : emptyScalar(0);
    if (read.anchor !== undefined) this.#anchors.set(read.anchor, read);
    return read;
  }

  #alias(name: string, at: Span): YamlAlias {
    const target = this.#anchors.get(name);
    if (target === undefined)
      this.#faults.push({ at, message: `there is no anchor \`&${name}\` before the alias` });
    return { kind: "alias", name, target, span: at, tag: undefined, anchor: undefined };
  }

  #mapping(node: YAMLMap, depth: number): YamlNode {
    const at = this.#spanOf(node);
    return {
      kind: "mapping",
      flow: node.flow === true,
      pairs: node.items.map((pair) => this.#pair(pair as Pair<Node | null, Node | null>, at, depth)),
      span: at,
      tag: node.tag,
      anchor: node.anchor,
    };
  }

  #pair(pair: Pair<Node | null, Node | null>, within: Span, depth: number): YamlPair {
    const key = pair.key === null ? emptyScalar(within.start) : this.read(pair.key, depth + 1);
    const value = pair.value === null ? emptyScalar(key.span.end) : this.read(pair.value, depth + 1);
    const written =
      value.kind === "scalar" && value.style === "empty" ? this.#afterSeparator(pair, key) : undefined;
    const placed = written !== undefined && value instanceof SourceScalar ? value.movedTo(written) : value;
    return { key, value: placed, span: span(key.span.start, Math.max(key.span.end, placed.span.end)) };
  }

  /** The offset after the `:` of a pair, where a value would be written. */
  #afterSeparator(pair: Pair<Node | null, Node | null>, key: YamlNode): number {
    const token = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    return token === undefined ? key.span.end : token.offset + token.source.length;
  }

  #sequence(node: YAMLSeq, depth: number): YamlNode {
    const tokens = node.srcToken?.type === "block-seq" ? node.srcToken.items : [];
    const starts = tokens.map(({ start }) => start.find(({ type }) => type === "seq-item-ind")?.offset);
    const items = node.items.map((item, index): YamlItem => {
      const dash = starts[index];
      const value = item === null ? emptyScalar(dash ?? 0) : this.read(item as Node, depth + 1);
      return { value, span: span(dash ?? value.span.start, Math.max(value.span.end, (dash ?? 0) + 1)) };
    });
    return {
      kind: "sequence",
      flow: node.flow === true,
      items,
      span: this.#spanOf(node),
      tag: node.tag,
      anchor: node.anchor,
    };
  }

  #scalar(node: Scalar): YamlNode {
    const at = this.#spanOf(node);
    const text = this.#childOf(node, at);
    const isEmpty = at.start === at.end;
    const style = isEmpty ? "empty" : (STYLES[node.type ?? "PLAIN"] ?? "plain");
    return new SourceScalar(this.#text, at, style, text, node.tag, node.anchor);
  }

  /** The value; folded again where a line break in it was read as a blank. */
  #childOf(node: Scalar, at: Span): string {
    const value = typeof node.value === "string" ? node.value : String(node.value ?? "");
    const { srcToken } = node;
    if (!this.#isRewritten || srcToken === undefined || !("source" in srcToken)) return value;
    const original = this.#text.slice(at.start, at.end);
    return srcToken.type === "block-scalar" || original === srcToken.source ? value : foldedValue(original);
  }

  #spanOf(node: Node): Span {
    const start = node.range?.[0] ?? 0;
    return span(start, Math.max(start, node.range?.[1] ?? start));
  }
}

/** The value of a plain or quoted scalar whose lines are indented less than YAML 1.2 wants. */
function foldedValue(source: string): string {
  const lineBreak = source.startsWith('"') ? "\\n" : "\n";
  const folded = source.replace(/[ \t]*\r?\n[ \t\r\n]*/g, (blanks) => {
    const breaks = blanks.split("\n").length - 1;
    return breaks === 1 ? " " : lineBreak.repeat(breaks - 1);
  });
  if (source.startsWith("'")) return folded.slice(1, -1).replaceAll("''", "'");
  return source.startsWith('"') ? String(parse(folded, { schema: "failsafe", logLevel: "silent" })) : folded;
}

/** A scalar whose map is worked out when it is asked for: most are never looked at. */
class SourceScalar implements YamlScalar {
  readonly kind = "scalar";
  readonly span: Span;
  readonly style: ScalarStyle;
  readonly text: string;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly #source: string;
  #map: SourceMap | undefined;

  constructor(
    source: string,
    at: Span,
    style: ScalarStyle,
    text: string,
    tag: string | undefined,
    anchor: string | undefined,
  ) {
    this.#source = source;
    this.span = at;
    this.style = style;
    this.text = text;
    this.tag = tag;
    this.anchor = anchor;
  }

  get map(): SourceMap {
    this.#map ??= scalarMap(this.#source, this.span, this.style, this.text);
    return this.#map;
  }

  /** The same scalar at another place. */
  movedTo(at: number): SourceScalar {
    return new SourceScalar(this.#source, span(at, at), this.style, this.text, this.tag, this.anchor);
  }
}

function emptyScalar(at: number): SourceScalar {
  return new SourceScalar("", span(at, at), "empty", "", undefined, undefined);
}

/** The parts of tokens that hold tokens. */
const PARTS = ["props", "start", "key", "sep", "value", "items", "end"] as const;

/** The comments of all tokens, in the order of the text. */
function commentsOf(tokens: readonly CST.Token[]): YamlComment[] {
  const found: YamlComment[] = [];
  // Texts may be nested deeper than the stack is.
  const left: unknown[] = [tokens];
  while (left.length > 0) {
    const token = left.pop();
    if (token === null || typeof token !== "object") continue;
    if (Array.isArray(token)) {
      for (const each of token) left.push(each);
      continue;
    }
    const { type, offset, source } = token as { type?: string; offset?: number; source?: string };
    if (type === "comment" && offset !== undefined && source !== undefined) {
      const written = source.trimEnd();
      found.push({ span: span(offset, offset + written.length), text: written });
    }
    for (const part of PARTS) {
      const inner = (token as Record<string, unknown>)[part];
      if (inner !== undefined && typeof inner === "object") left.push(inner);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}
