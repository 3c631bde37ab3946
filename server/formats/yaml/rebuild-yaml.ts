import { type Span, span } from "../../../grammar/text/span.ts";
import { SourceScalar } from "./source-scalar.ts";
import type { YamlComment, YamlItem, YamlMapping, YamlNode, YamlPair, YamlSequence } from "./tree.ts";

type Collection = YamlMapping | YamlSequence;

/** One entry of a tree that was read again. */
export interface Rebuild {
  /** The collections around the entry from the root on, each with the place of its own entry. */
  readonly path: readonly { readonly node: Collection; readonly index: number }[];
  /** What stands in place of the entry: a collection of the same kind, of one entry or more. */
  readonly section: Collection;
  /** The lines of the entry in the old text. */
  readonly lines: Span;
  /** The comments in the lines now. */
  readonly comments: readonly YamlComment[];
  /** By how many characters the lines have become longer. */
  readonly by: number;
}

/**
 * The tree with the entry in its new form: what stands before it is kept, what stands after it has moved.
 * @returns the new root; undefined where the ends of the collections around the entry do not tell where they would be now
 */
export function rebuilt({ path, section, by }: Rebuild): YamlNode | undefined {
  const mover = new Mover(by);
  let parts: readonly (YamlPair | YamlItem)[] = section.kind === "mapping" ? section.pairs : section.items;
  let oldEnd = 0;
  let newEnd = section.span.end;
  let node: YamlNode | undefined;
  for (const [depth, { node: old, index }] of [...path.entries()].reverse()) {
    const isLast = index === partsOf(old).length - 1;
    const isInner = depth < path.length - 1;
    // A collection ends where its last entry does, unless comments follow that.
    if (isLast && isInner && old.span.end !== oldEnd) return undefined;
    const end = isLast ? newEnd : old.span.end + by;
    node = mover.replaced(old, index, parts, end);
    oldEnd = old.span.end;
    newEnd = end;
    const around = path[depth - 1];
    if (around !== undefined) parts = [withValue(partsOf(around.node)[around.index], node)];
  }
  return node;
}

function partsOf(node: Collection): readonly (YamlPair | YamlItem)[] {
  return node.kind === "mapping" ? node.pairs : node.items;
}

/** An entry with another value. */
function withValue(part: YamlPair | YamlItem | undefined, value: YamlNode): YamlPair | YamlItem {
  if (part === undefined) throw new RangeError("an entry is expected");
  const { start } = part.span;
  const head = "key" in part ? part.key.span.end : start + 1;
  return { ...part, value, span: span(start, Math.max(head, value.span.end)) };
}

/** Moves nodes, and leads aliases to the new form of what they mean. */
class Mover {
  readonly #by: number;
  /** Nodes with an anchor, by their old form. */
  readonly #moved = new Map<YamlNode, YamlNode>();

  constructor(by: number) {
    this.#by = by;
  }

  /** A collection with other entries in place of one, and with those after it moved. */
  replaced(old: Collection, index: number, parts: readonly (YamlPair | YamlItem)[], end: number): YamlNode {
    const all = [
      ...partsOf(old).slice(0, index),
      ...parts,
      ...partsOf(old)
        .slice(index + 1)
        .map((part) => this.#part(part)),
    ];
    const at = span(old.span.start, end);
    return this.#known(old, withParts(old, all, at));
  }

  #part(part: YamlPair | YamlItem): YamlPair | YamlItem {
    const at = this.#span(part.span);
    return "key" in part
      ? { key: this.#node(part.key), value: this.#node(part.value), span: at }
      : { value: this.#node(part.value), span: at };
  }

  #node(node: YamlNode): YamlNode {
    switch (node.kind) {
      case "mapping":
      case "sequence": {
        const parts = partsOf(node).map((part) => this.#part(part));
        return this.#known(node, withParts(node, parts, this.#span(node.span)));
      }
      case "alias": {
        const target = node.target && (this.#moved.get(node.target) ?? node.target);
        return this.#known(node, { ...node, target, span: this.#span(node.span) });
      }
      case "scalar":
        return this.#known(node, node instanceof SourceScalar ? node.shifted(this.#by) : node);
    }
  }

  #known(old: YamlNode, now: YamlNode): YamlNode {
    if (old.anchor !== undefined) this.#moved.set(old, now);
    return now;
  }

  #span({ start, end }: Span): Span {
    return span(start + this.#by, end + this.#by);
  }
}

/** @param parts of the kind that the collection has */
function withParts(old: Collection, parts: readonly (YamlPair | YamlItem)[], at: Span): Collection {
  return old.kind === "mapping"
    ? { ...old, pairs: parts.filter((part) => "key" in part), span: at }
    : { ...old, items: parts.filter((part) => !("key" in part)), span: at };
}
