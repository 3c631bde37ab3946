import type { SourceMap } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";

/** How a scalar is written. `empty`: nothing is written where a value may be. */
export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded" | "empty";

/** What every node has. All offsets are UTF-16 offsets of the whole text. */
interface NodeBase {
  /** The node without tag and anchor; quotes and brackets included. A block scalar begins at its `|` or `>`. */
  readonly span: Span;
  /** As it is written: `!!str`, `!override`, `!<tag:…>`. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

/** Text. Which type it has is its reader's to say: see `resolvePlain`. */
export interface YamlScalar extends NodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** Quotes, escapes and line folding resolved; the type is not. */
  readonly text: string;
  /** Offsets of {@link text} to offsets of the source. Worked out when it is asked for. */
  readonly map: SourceMap;
}

/** One entry of a mapping. */
export interface YamlPair {
  readonly key: YamlNode;
  /** An `empty` scalar where nothing is written. */
  readonly value: YamlNode;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface YamlMapping extends NodeBase {
  readonly kind: "mapping";
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}

export interface YamlItem {
  readonly value: YamlNode;
  /** From the `-` (in flow style: from the value) to the end of the value. */
  readonly span: Span;
}

export interface YamlSequence extends NodeBase {
  readonly kind: "sequence";
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

/** `*name`. Aliases are never copied into the tree, so that a few lines cannot become millions of nodes. */
export interface YamlAlias extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
  /** undefined: no anchor of that name stands before it. */
  readonly target: YamlNode | undefined;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias;

/** Why no reader takes the text. */
export interface YamlFault {
  readonly at: Span;
  readonly message: string;
}

export interface YamlDocument {
  readonly root: YamlNode | undefined;
  readonly faults: readonly YamlFault[];
  readonly span: Span;
}

export interface YamlComment {
  /** From the `#` to the end of the line. */
  readonly span: Span;
  readonly text: string;
}

/** All that a YAML text says. */
export interface YamlText {
  readonly documents: readonly YamlDocument[];
  readonly comments: readonly YamlComment[];
  /** Whether tags of a template language stand where YAML has no place for them. */
  readonly isTemplate: boolean;
}

/** The node that an alias means; an alias without a target is itself. A chain of aliases is followed to its end. */
export function dereference(node: YamlNode): YamlNode {
  let at = node;
  for (let hops = 0; at.kind === "alias" && at.target !== undefined && hops < 100; hops++) at = at.target;
  return at;
}

/** The text of a key; undefined for keys that are not text. */
export function keyText(node: YamlNode): string | undefined {
  const key = dereference(node);
  return key.kind === "scalar" ? key.text : undefined;
}
