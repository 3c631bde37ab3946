import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parse,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import { emptyScalar, SourceScalar } from "./source-scalar.ts";
import type { ScalarStyle, YamlAlias, YamlFault, YamlItem, YamlNode, YamlPair } from "./tree.ts";

/** Deeper texts are of no use to anybody, and would exhaust the stack of those that walk the tree. */
const MOST_DEPTH = 200;

const STYLES: Readonly<Record<string, ScalarStyle>> = wordTable({
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
});

/** Turns the nodes of one document into those of `tree.ts`. */
export class NodeReader {
  readonly #text: string;
  readonly #faults: YamlFault[];
  /** An anchor may be given again; an alias means the last one before it. */
  readonly #anchors = new Map<string, YamlNode>();

  readonly #isRewritten: boolean;
  readonly #base: number;

  /**
   * @param text what was parsed, as it is written
   * @param isRewritten whether line breaks in it were read as blanks
   * @param base where the text begins in the whole one, whose offsets the nodes have
   */
  constructor(text: string, faults: YamlFault[], isRewritten: boolean, base = 0) {
    this.#text = text;
    this.#faults = faults;
    this.#isRewritten = isRewritten;
    this.#base = base;
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
          : emptyScalar(this.#base);
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
    const placed = written !== undefined && value instanceof SourceScalar ? value.emptyAt(written) : value;
    return { key, value: placed, span: span(key.span.start, Math.max(key.span.end, placed.span.end)) };
  }

  /** The offset after the `:` of a pair, where a value would be written. */
  #afterSeparator(pair: Pair<Node | null, Node | null>, key: YamlNode): number {
    const token = pair.srcToken?.sep?.find(({ type }) => type === "map-value-ind");
    return token === undefined ? key.span.end : this.#base + token.offset + token.source.length;
  }

  #sequence(node: YAMLSeq, depth: number): YamlNode {
    const tokens = node.srcToken?.type === "block-seq" ? node.srcToken.items : [];
    const starts = tokens.map(({ start }) => start.find(({ type }) => type === "seq-item-ind")?.offset);
    const items = node.items.map((item, index): YamlItem => {
      const written = starts[index];
      const dash = written === undefined ? undefined : this.#base + written;
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
    return new SourceScalar(this.#text, this.#base, at, style, text, node.tag, node.anchor);
  }

  /** The value; folded again where a line break in it was read as a blank. */
  #childOf(node: Scalar, at: Span): string {
    const value = typeof node.value === "string" ? node.value : String(node.value ?? "");
    const { srcToken } = node;
    if (!this.#isRewritten || srcToken === undefined || !("source" in srcToken)) return value;
    const original = this.#text.slice(at.start - this.#base, at.end - this.#base);
    return srcToken.type === "block-scalar" || original === srcToken.source ? value : foldedValue(original);
  }

  #spanOf(node: Node): Span {
    const start = node.range?.[0] ?? 0;
    const end = Math.max(start, node.range?.[1] ?? start);
    return span(this.#base + start, this.#base + end);
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
