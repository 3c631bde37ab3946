import { dereference, type YamlNode, type YamlText } from "../../server/formats/yaml/tree.ts";

/** What a YAML text says as plain data that can be compared: aliases tell where what they mean stands. */
export function plainYaml({ documents, comments, isTemplate }: YamlText): unknown {
  return {
    documents: documents.map(({ root, faults, span }) => ({ root: root && plainNode(root), faults, span })),
    comments,
    isTemplate,
  };
}

function plainNode(node: YamlNode): unknown {
  const { kind, span, tag, anchor } = node;
  const common = { kind, span, tag, anchor };
  switch (node.kind) {
    case "scalar":
      return { ...common, style: node.style, text: node.text, segments: node.map.segments };
    case "alias":
      return { ...common, name: node.name, target: node.target && plainTarget(node.target) };
    case "mapping":
      return {
        ...common,
        flow: node.flow,
        pairs: node.pairs.map((pair) => [plainNode(pair.key), plainNode(pair.value), pair.span]),
      };
    case "sequence":
      return {
        ...common,
        flow: node.flow,
        items: node.items.map((item) => [plainNode(item.value), item.span]),
      };
  }
}

/** Enough of a node to tell whether an alias means it as it is now; the whole of it may hold the alias. */
function plainTarget(node: YamlNode): unknown {
  const { kind, span, anchor } = dereference(node);
  const parts = node.kind === "mapping" ? node.pairs : node.kind === "sequence" ? node.items : [];
  return { kind, span, anchor, parts: parts.map((part) => part.span) };
}
